package io.cpni.examples.voip.calls;

import io.cpni.examples.voip.imports.CdrFormat;
import io.cpni.label.Cpni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** Finds call records. */
@Cpni
public interface CallRecordRepository extends JpaRepository<CallRecord, Long> {

    /** What a call is known by, and what it looked like. */
    interface Known {

        /** Returns the id that the switch gave the call. */
        String getSourceId();

        /** Returns the hash of the record. */
        String getDigest();
    }

    /** Returns a page of an account's calls. */
    Page<CallRecord> findByAccountId(long accountId, Pageable page);

    /** Returns which of the given calls are known already. */
    List<Known> findByFormatAndSourceIdIn(CdrFormat format, Collection<String> sourceIds);

    /** Returns the outbound calls of an account in a period, in order. */
    @Query("""
            select c from CallRecord c
            where c.account.id = :account and c.startedAt >= :from and c.startedAt < :until and c.cost is not null
            order by c.startedAt, c.id
            """)
    List<CallRecord> findCharged(long account, Instant from, Instant until);
}
