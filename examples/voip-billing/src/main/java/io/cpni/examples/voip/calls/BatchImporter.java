package io.cpni.examples.voip.calls;

import io.cpni.examples.voip.billing.CallRating;
import io.cpni.examples.voip.carrier.Account;
import io.cpni.examples.voip.carrier.TelephoneLine;
import io.cpni.examples.voip.carrier.TelephoneLineRepository;
import io.cpni.examples.voip.imports.CdrFormat;
import io.cpni.examples.voip.imports.Direction;
import io.cpni.examples.voip.imports.ImportRow;
import io.cpni.examples.voip.imports.ParsedCall;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Stores one batch of calls in one transaction: all of it or nothing. */
@Service
class BatchImporter {

    private static final String CONFLICT =
            "another record with the same id but other content is stored already; was it read in another zone?"
                    + " otherwise correct the id or the record";

    private static final Duration LONGEST_CALL = Duration.ofDays(366);
    private static final String TOO_LONG = "duration is more than 366 days; correct the record";

    private final CallRecordRepository calls;
    private final TelephoneLineRepository lines;
    private final CdrImportRepository imports;
    private final QuarantinedRowRepository quarantine;
    private final CallRating rating;

    BatchImporter(
            CallRecordRepository calls,
            TelephoneLineRepository lines,
            CdrImportRepository imports,
            QuarantinedRowRepository quarantine,
            CallRating rating) {
        this.calls = calls;
        this.lines = lines;
        this.imports = imports;
        this.quarantine = quarantine;
        this.rating = rating;
    }

    /** What became of a batch. */
    record Stored(long accepted, long duplicates, List<ImportResult.Rejected> unusable) {}

    @Transactional
    CdrImport begin(CdrImport cdrImport) {
        return imports.save(cdrImport);
    }

    @Transactional
    void finish(CdrImport cdrImport) {
        imports.save(cdrImport);
    }

    @Transactional
    Stored store(CdrImport cdrImport, List<ImportRow.Parsed> rows, List<ImportResult.Rejected> rejected) {
        Map<String, String> known = known(rows);
        Map<String, Account> accounts = accounts(rows);
        List<CallRecord> fresh = new ArrayList<>();
        List<ImportResult.Rejected> unusable = new ArrayList<>();
        long duplicates = 0;
        for (ImportRow.Parsed row : rows) {
            ParsedCall call = row.call();
            String digest = CallDigest.of(call);
            if (call.duration().compareTo(LONGEST_CALL) > 0) {
                unusable.add(new ImportResult.Rejected(row.line(), TOO_LONG));
                continue;
            }
            String before = known.putIfAbsent(call.sourceId(), digest);
            if (before == null) {
                fresh.add(record(call, digest, accounts));
            } else if (before.equals(digest)) {
                duplicates++;
            } else {
                unusable.add(new ImportResult.Rejected(row.line(), CONFLICT));
            }
        }
        calls.saveAll(fresh);
        List<ImportResult.Rejected> all = new ArrayList<>(rejected);
        all.addAll(unusable);
        quarantine.saveAll(all.stream()
                .map(row -> new QuarantinedRow(cdrImport, row.line(), row.reason()))
                .toList());
        return new Stored(fresh.size(), duplicates, unusable);
    }

    private Map<String, String> known(List<ImportRow.Parsed> rows) {
        Map<String, String> known = new HashMap<>();
        Map<CdrFormat, List<ImportRow.Parsed>> byFormat =
                rows.stream().collect(Collectors.groupingBy(row -> row.call().format()));
        byFormat.forEach((format, ofFormat) -> {
            Set<String> ids =
                    ofFormat.stream().map(row -> row.call().sourceId()).collect(Collectors.toSet());
            calls.findByFormatAndSourceIdIn(format, ids)
                    .forEach(call -> known.put(call.getSourceId(), call.getDigest()));
        });
        return known;
    }

    private Map<String, Account> accounts(List<ImportRow.Parsed> rows) {
        Set<String> numbers = new HashSet<>();
        for (ImportRow.Parsed row : rows) {
            add(numbers, row.call().callerE164());
            add(numbers, row.call().calleeE164());
        }
        return numbers.isEmpty()
                ? Map.of()
                : lines.findWithAccount(numbers).stream()
                        .collect(Collectors.toMap(TelephoneLine::getNumber, TelephoneLine::getAccount));
    }

    private static void add(Set<String> numbers, @Nullable String number) {
        if (number != null) {
            numbers.add(number);
        }
    }

    /** A call from one of our numbers belongs to the caller's account; any other to the account that was called. */
    private CallRecord record(ParsedCall call, String digest, Map<String, Account> accounts) {
        Account caller = call.callerE164() == null ? null : accounts.get(call.callerE164());
        if (caller != null) {
            BigDecimal cost = rating.charge(caller, call);
            return new CallRecord(call, digest, caller, Direction.OUTBOUND, cost);
        }
        Account callee = call.calleeE164() == null ? null : accounts.get(call.calleeE164());
        Direction direction = callee != null ? Direction.INBOUND : call.direction();
        return new CallRecord(call, digest, callee, direction, null);
    }
}
