package io.cpni.examples.voip.billing;

import io.cpni.label.NotCpni;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.MapKeyColumn;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** A tariff as it was published: the CSV files it consists of, and from when it holds. */
@Entity
@NotCpni(reason = "published prices, the same for every customer")
public class Tariff {

    @Id
    @Column(length = 40)
    private String id;

    @Column(nullable = false)
    private LocalDate validFrom;

    @Column(nullable = false, length = 3)
    private String currency;

    /** How many units of the files' numbers make one unit of the currency: 100 if they are in cents. */
    @Column(nullable = false)
    private Integer divisor;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "tariff_file")
    @MapKeyColumn(name = "name", length = 60)
    @Column(name = "content", nullable = false, length = 1_000_000)
    private Map<String, String> files = new HashMap<>();

    @SuppressWarnings("NullAway.Init") // JPA fills the fields in
    protected Tariff() {}

    /** Creates a tariff that is not stored yet. */
    public Tariff(String id, LocalDate validFrom, String currency, int divisor, Map<String, String> files) {
        this.id = id;
        this.validFrom = validFrom;
        this.currency = currency;
        this.divisor = divisor;
        this.files = new HashMap<>(files);
    }

    /** Returns the tariff's id. */
    public String getId() {
        return id;
    }

    /** Returns the first day on which it holds. */
    public LocalDate getValidFrom() {
        return validFrom;
    }

    /** Returns the ISO code of its currency. */
    public String getCurrency() {
        return currency;
    }

    /** Returns how many units of the files' numbers make one unit of the currency. */
    public int getDivisor() {
        return divisor;
    }

    /** Returns the files by name. */
    public Map<String, String> getFiles() {
        return Map.copyOf(files);
    }
}
