package io.cpni.examples.voip.seed;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.JdbcTrainingRegister;
import io.cpni.examples.voip.billing.BillingService;
import io.cpni.examples.voip.calls.ImportResult;
import io.cpni.examples.voip.calls.ImportService;
import io.cpni.examples.voip.demo.DemoCalls;
import io.cpni.examples.voip.demo.DemoCarrier;
import io.cpni.examples.voip.demo.DemoFile;
import io.cpni.examples.voip.imports.CdrFormat;
import io.cpni.examples.voip.imports.ImportOptions;
import io.cpni.purpose.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Fills an empty database with a small invented carrier, through the same doors as real work: call records come in as
 * files of the real formats, invoices are calculated, and all of it passes the gate and is on record.
 */
@Component
@Order(0)
class CarrierSeeder implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(CarrierSeeder.class);
    private static final String NAME = "seeder";
    private static final String ROLE = "mediation";
    private static final List<String> STAFF =
            List.of("billing", "csr", "fraud", "marketing", "engineer", "auditor", "officer", NAME);
    private static final Duration TRAINING = Duration.ofDays(365);

    private final CarrierRecords records;
    private final ImportService imports;
    private final BillingService billing;
    private final JdbcTrainingRegister training;
    private final Clock clock;
    private final Seeding seeding;

    /**
     * What is seeded.
     *
     * @param enabled whether an empty database is filled
     * @param seed number that the invented data follow from
     * @param calls how many calls to invent
     * @param now the instant up to which the invented past reaches; the current midnight if absent
     */
    @ConfigurationProperties("voip.seed")
    record Seeding(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("42") long seed,
            @DefaultValue("24000") int calls,
            @org.jspecify.annotations.Nullable Instant now) {}

    CarrierSeeder(
            CarrierRecords records,
            ImportService imports,
            BillingService billing,
            JdbcTrainingRegister training,
            Clock clock,
            Seeding seeding) {
        this.records = records;
        this.imports = imports;
        this.billing = billing;
        this.training = training;
        this.clock = clock;
        this.seeding = seeding;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        if (!seeding.enabled()) {
            return;
        }
        SecurityContext before = SecurityContextHolder.getContext();
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                NAME, "", AuthorityUtils.createAuthorityList("ROLE_" + ROLE)));
        SecurityContextHolder.setContext(context);
        Accessor seeder = Accessor.staff(NAME, Set.of(ROLE), clock.instant().plus(TRAINING));
        AccessContext firstStart = AccessContext.of(seeder, Purpose.BILL_COLLECT)
                .justification("first start: invented carrier for the tour")
                .build();
        try {
            AccessScope.within(firstStart, this::seedIfEmpty);
        } finally {
            SecurityContextHolder.setContext(before);
        }
    }

    private boolean seedIfEmpty() throws IOException {
        boolean empty = records.isEmpty();
        if (empty) {
            seed();
        } else {
            LOG.info("Found a carrier, and seeded nothing");
        }
        return empty;
    }

    /** Trains everybody once, along with the rest of the invented carrier: a later start renews nobody's training unasked. */
    private void trainStaff(Instant until) {
        STAFF.forEach(name -> training.record(name, until));
    }

    private void seed() throws IOException {
        Instant started = clock.instant();
        trainStaff(started.plus(TRAINING));
        Instant now = seeding.now() == null ? started.truncatedTo(ChronoUnit.DAYS) : seeding.now();
        DemoCarrier carrier = DemoCarrier.generate(seeding.seed(), now);
        records.store(carrier);
        long accepted = 0;
        for (DemoFile file : DemoCalls.generate(carrier, seeding.calls()).files()) {
            try (InputStream content = file.open()) {
                ImportResult result =
                        imports.read(content, ImportOptions.of(CdrFormat.fromName(file.formatName()), file.zone()));
                accepted += result.accepted();
            }
        }
        int invoices = billing.close(BillingService.lastMonthOver(now));
        LOG.info(
                "Seeded a carrier with {} customers, {} calls and {} invoices in {} s",
                carrier.customers().size(),
                accepted,
                invoices,
                Duration.between(started, clock.instant()).toSeconds());
    }
}
