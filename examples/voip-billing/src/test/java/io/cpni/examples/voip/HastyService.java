package io.cpni.examples.voip;

import io.cpni.accessor.CpniAccess;
import io.cpni.examples.voip.calls.CallRecordRepository;
import io.cpni.examples.voip.calls.CdrImport;
import io.cpni.examples.voip.calls.CdrImportRepository;
import io.cpni.purpose.Purpose;
import java.time.Instant;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes something down, and then looks at calls for whatever purpose its caller has, all in one transaction. */
@Service
public class HastyService {

    private final CdrImportRepository imports;
    private final CallRecordRepository calls;

    HastyService(CdrImportRepository imports, CallRecordRepository calls) {
        this.imports = imports;
        this.calls = calls;
    }

    /** Looks at calls to market something, without saying what. */
    @Transactional
    @CpniAccess(purpose = Purpose.MARKET)
    public long countCallsForMarketing(long account, String note) {
        imports.saveAndFlush(new CdrImport(Instant.EPOCH, note));
        return calls.findByAccountId(account, PageRequest.of(0, 10)).getTotalElements();
    }

    /** Looks at calls to bill them, and then has second thoughts. */
    @Transactional
    @CpniAccess(purpose = Purpose.BILL_COLLECT)
    public long countCallsForBillingAndFail(long account, String note) {
        imports.saveAndFlush(new CdrImport(Instant.EPOCH, note));
        long found = calls.findByAccountId(account, PageRequest.of(0, 10)).getNumberOfElements();
        throw new IllegalStateException("second thoughts about " + found + " calls");
    }
}
