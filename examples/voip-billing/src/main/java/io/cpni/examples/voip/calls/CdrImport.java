package io.cpni.examples.voip.calls;

import io.cpni.label.NotCpni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One file that was taken in: how much of it, and by whom. */
@Entity
@NotCpni(reason = "counts of rows in a file; no row")
public class CdrImport {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "cdr_import_seq")
    @SequenceGenerator(name = "cdr_import_seq", allocationSize = 50)
    private @Nullable Long id;

    @Column(nullable = false)
    private Instant importedAt;

    @Column(nullable = false, length = 200)
    private String importedBy;

    @Column(length = 20)
    private @Nullable String format;

    @Column(nullable = false)
    private Long accepted;

    @Column(nullable = false)
    private Long duplicates;

    @Column(nullable = false)
    private Long rejected;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields in
    protected CdrImport() {}

    /** Begins an import. */
    public CdrImport(Instant importedAt, String importedBy) {
        this.importedAt = importedAt;
        this.importedBy = importedBy;
        this.accepted = 0L;
        this.duplicates = 0L;
        this.rejected = 0L;
    }

    /** Writes down the outcome. */
    public void finished(@Nullable String ofFormat, long nowAccepted, long nowDuplicates, long nowRejected) {
        this.format = ofFormat;
        this.accepted = nowAccepted;
        this.duplicates = nowDuplicates;
        this.rejected = nowRejected;
    }

    /** Returns the import's number; null until stored. */
    public @Nullable Long getId() {
        return id;
    }
}
