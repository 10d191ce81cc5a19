package io.cpni.autoconfigure;

import io.cpni.audit.AuditErasure;
import io.cpni.audit.AuditKeyRotation;
import io.cpni.audit.AuditKeys;
import io.cpni.audit.AuditLog;
import io.cpni.audit.AuditPurge;
import io.cpni.audit.AuditVerifier;
import io.cpni.audit.CheckpointListener;
import io.cpni.audit.Checkpointer;
import io.cpni.audit.JdbcAuditLog;
import io.cpni.audit.LegalHolds;
import io.cpni.audit.SpoolListener;
import io.cpni.audit.SpoolStream;
import io.cpni.audit.SpoolingAuditLog;
import io.cpni.merkle.CheckpointWitness;
import io.cpni.merkle.NoteSigner;
import io.cpni.merkle.TrustedKeys;
import io.cpni.report.RecordRetention;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/**
 * Configures what belongs to the audit log beside its writer: who signs checkpoints, the spool for when the store is away,
 * erasure, legal holds, purges, rotation of keys, and the verifier.
 */
@AutoConfiguration(after = {CpniAutoConfiguration.class, CpniSqlAutoConfiguration.class})
@ConditionalOnBean(AuditDataSource.class)
@ConditionalOnProperty(name = "cpni.enabled", matchIfMissing = true)
public final class CpniAuditAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(CpniAuditAutoConfiguration.class);

    /** Creates the configuration. */
    public CpniAuditAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    CheckpointSigners cpniCheckpointSigners(
            AuditDataSource dataSource,
            ObjectProvider<NoteSigner> signer,
            CpniProperties properties,
            Environment environment) {
        return CheckpointSigners.of(
                CheckpointSigners.only(signer),
                properties.audit().checkpoints(),
                environment.getProperty("spring.application.name", ""),
                dataSource.dataSource());
    }

    /** Signs, where there is a key; without one, which the settings must allow, there is none. */
    @Bean
    @ConditionalOnBean(JdbcAuditLog.class)
    CheckpointerHolder cpniCheckpointer(
            AuditDataSource dataSource,
            JdbcAuditLog log,
            ObjectProvider<Checkpointer> configured,
            CheckpointSigners signers,
            ObjectProvider<CheckpointWitness> witnesses,
            ObjectProvider<CheckpointListener> listener,
            CpniProperties properties) {
        Checkpointer bean = configured.getIfAvailable();
        if (bean != null) {
            return new CheckpointerHolder(Optional.of(bean));
        }
        if (signers.isEmpty()) {
            LOG.warn("Nobody signs the audit log: whoever may write to its tables can change it without a trace. Set"
                    + " cpni.audit.checkpoints.key");
            return new CheckpointerHolder(Optional.empty());
        }
        CpniProperties.Checkpoints settings = properties.audit().checkpoints();
        Checkpointer.Builder builder = Checkpointer.builder(
                        dataSource.dataSource(), log, signers.origin(), signers.current())
                .every(settings.records(), settings.every())
                .denyWhenTampered(settings.onTampering() == CpniProperties.OnTampering.DENY)
                .listener(listener.getIfUnique(() -> CheckpointListener.NONE))
                .adopt(settings.adopt())
                .adoptIdleAfter(settings.adoptIdleAfter());
        signers.previous().ifPresent(builder::alsoSignedBy);
        signers.past().ifPresent(builder::trusting);
        witnesses.orderedStream().forEach(builder::witness);
        signers.fileWitness(settings).ifPresent(builder::witness);
        Checkpointer checkpointer = builder.start();
        if (properties.audit().spool().file() != null) {
            checkpointer.signAlso(log.stream() + SpoolingAuditLog.SUFFIX);
        }
        LOG.info(
                "Audit stream {} is signed as {}; verifiers need the key {}",
                log.stream(),
                checkpointer.origin(),
                signers.vkey(checkpointer.origin()));
        return new CheckpointerHolder(Optional.of(checkpointer));
    }

    @Bean
    @ConditionalOnMissingBean
    AuditVerifier cpniAuditVerifier(AuditDataSource dataSource, CheckpointSigners signers) {
        AuditVerifier verifier = AuditVerifier.over(dataSource.dataSource());
        Optional<TrustedKeys> trusted = signers.trusted();
        return trusted.isPresent() ? verifier.trusting(trusted.get()) : verifier;
    }

    /** Takes the place of the log for the purposes that may not wait for its store. */
    @Bean
    @Primary
    @ConditionalOnMissingBean
    @ConditionalOnBean(JdbcAuditLog.class)
    @ConditionalOnProperty("cpni.audit.spool.file")
    SpoolingAuditLog cpniSpoolingAuditLog(
            JdbcAuditLog log,
            AuditDataSource dataSource,
            AuditKeys keys,
            CheckpointerHolder checkpointer,
            ObjectProvider<SpoolListener> listener,
            ObjectProvider<Clock> clock,
            DecidingClock deciding,
            CpniProperties properties) {
        CpniProperties.Spool settings = properties.audit().spool();
        if (settings.file() == null || settings.key() == null) {
            throw new IllegalStateException(
                    "cpni.audit.spool.file needs cpni.audit.spool.key beside it: 32 random bytes in"
                            + " Base64, under which the file is kept");
        }
        SpoolStream stream = SpoolStream.over(
                dataSource.forWriters(),
                log.stream(),
                keys,
                builder -> CpniSqlAutoConfiguration.settings(
                        builder, clock.getIfUnique(deciding::bounded), properties.audit()));
        String name = log.stream() + SpoolingAuditLog.SUFFIX;
        return SpoolingAuditLog.builder(
                        log,
                        log.stream(),
                        checkpointer
                                .found()
                                .map(signing -> signing.signing(stream, name))
                                .orElse(stream))
                .file(
                        Path.of(settings.file()),
                        Base64.getDecoder().decode(settings.key().strip()))
                .purposes(settings.purposes())
                .after(settings.after())
                .maxBytes(settings.maxSize().toBytes())
                .listener(listener.getIfUnique(() -> new SpoolListener() {}))
                .open();
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(JdbcAuditLog.class)
    AuditErasure cpniAuditErasure(
            AuditDataSource dataSource,
            AuditKeys keys,
            AuditLog log,
            ObjectProvider<Clock> clock,
            DecidingClock deciding) {
        return AuditErasure.over(dataSource.dataSource(), keys, log, clock.getIfUnique(deciding::bounded));
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(JdbcAuditLog.class)
    LegalHolds cpniLegalHolds(
            AuditDataSource dataSource,
            AuditKeys keys,
            AuditLog log,
            ObjectProvider<Clock> clock,
            DecidingClock deciding) {
        return LegalHolds.over(dataSource.dataSource(), keys, log, clock.getIfUnique(deciding::bounded));
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(JdbcAuditLog.class)
    AuditPurge cpniAuditPurge(
            AuditDataSource dataSource,
            AuditKeys keys,
            AuditLog log,
            RecordRetention retention,
            CheckpointerHolder checkpointer,
            ObjectProvider<Clock> clock,
            DecidingClock deciding) {
        return AuditPurge.over(
                        dataSource.dataSource(),
                        keys,
                        log,
                        retention::auditRecordDisposableFrom,
                        clock.getIfUnique(deciding::bounded))
                .afterRecording(() -> checkpointer.found().ifPresent(Checkpointer::checkpoint));
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(JdbcAuditLog.class)
    AuditKeyRotation cpniAuditKeyRotation(
            AuditDataSource dataSource, AuditKeys keys, ObjectProvider<Clock> clock, DecidingClock deciding) {
        return AuditKeyRotation.over(dataSource.dataSource(), keys, clock.getIfUnique(deciding::bounded));
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean({AuditErasure.class, AuditPurge.class})
    AuditHousekeeping cpniAuditHousekeeping(
            AuditErasure erasure, AuditPurge purge, ObjectProvider<Clock> clock, CpniProperties properties) {
        return new AuditHousekeeping(
                erasure, purge, properties.audit().retention(), clock.getIfUnique(Clock::systemUTC));
    }
}
