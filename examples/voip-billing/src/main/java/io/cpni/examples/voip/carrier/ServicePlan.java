package io.cpni.examples.voip.carrier;

import io.cpni.label.NotCpni;
import io.cpni.purpose.ServiceCategory;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.util.Set;

/** A plan that the carrier sells. */
@Entity
@NotCpni(reason = "the carrier's price list, the same for every customer")
public class ServicePlan {

    @Id
    @Column(length = 40)
    private String id;

    @Column(nullable = false)
    private String name;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, length = 20)
    private ServiceCategory category;

    @Column(nullable = false, precision = 10, scale = 2)
    private BigDecimal monthlyPrice;

    @Column(nullable = false)
    private Integer includedMinutes;

    /** Destinations whose calls the included minutes cover, separated by commas. */
    @Column(nullable = false, length = 400)
    private String includedDestinations;

    @Column(nullable = false, length = 40)
    private String ratingPlan;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields in
    protected ServicePlan() {}

    /** Creates a plan that is not stored yet. */
    public ServicePlan(
            String id,
            String name,
            ServiceCategory category,
            BigDecimal monthlyPrice,
            int includedMinutes,
            Set<String> includedDestinations,
            String ratingPlan) {
        this.id = id;
        this.name = name;
        this.category = category;
        this.monthlyPrice = monthlyPrice;
        this.includedMinutes = includedMinutes;
        this.includedDestinations = String.join(",", new java.util.TreeSet<>(includedDestinations));
        this.ratingPlan = ratingPlan;
    }

    /** Returns the plan's id. */
    public String getId() {
        return id;
    }

    /** Returns the plan's name. */
    public String getName() {
        return name;
    }

    /** Returns the category of service that the plan gives. */
    public ServiceCategory getCategory() {
        return category;
    }

    /** Returns the price of a whole month, in US dollars. */
    public BigDecimal getMonthlyPrice() {
        return monthlyPrice;
    }

    /** Returns the minutes included in a whole month. */
    public int getIncludedMinutes() {
        return includedMinutes;
    }

    /** Returns the destinations that the included minutes cover. */
    public Set<String> getIncludedDestinations() {
        return includedDestinations.isEmpty() ? Set.of() : Set.of(includedDestinations.split(","));
    }

    /** Returns the rating plan by which calls of the plan's customers are charged. */
    public String getRatingPlan() {
        return ratingPlan;
    }
}
