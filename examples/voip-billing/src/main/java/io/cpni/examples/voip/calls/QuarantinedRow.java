package io.cpni.examples.voip.calls;

import io.cpni.label.NotCpni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import org.jspecify.annotations.Nullable;

/** A row that could not be taken in: where it stands in its file and why, not what it says. */
@Entity
@NotCpni(reason = "line number and reason, never a field of the row")
public class QuarantinedRow {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "quarantined_row_seq")
    @SequenceGenerator(name = "quarantined_row_seq", allocationSize = 50)
    private @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private CdrImport cdrImport;

    @Column(nullable = false)
    private Long line;

    @Column(nullable = false, length = 1000)
    private String reason;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields in
    protected QuarantinedRow() {}

    /** Puts a row into quarantine. */
    public QuarantinedRow(CdrImport cdrImport, long line, String reason) {
        this.cdrImport = cdrImport;
        this.line = line;
        this.reason = reason;
    }

    /** Returns the row's number; null until stored. */
    public @Nullable Long getId() {
        return id;
    }

    /** Returns the import that the row was part of. */
    public CdrImport getCdrImport() {
        return cdrImport;
    }

    /** Returns where it stands in its file, counted from 1. */
    public Long getLine() {
        return line;
    }

    /** Returns why it could not be taken in. */
    public String getReason() {
        return reason;
    }
}
