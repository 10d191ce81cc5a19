package io.cpni.autoconfigure;

import io.cpni.accessor.GrantScope;
import io.cpni.accessor.Operation;
import io.cpni.cache.CacheRules;
import io.cpni.customer.CustomerKeyType;
import io.cpni.decision.Enforcement;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import io.cpni.purpose.ServiceCategory;
import io.cpni.report.BreachRegime;
import io.cpni.report.KeptRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the library.
 *
 * @param enabled Whether data sources are guarded.
 * @param mode What becomes of denials: enforced, or only observed, which records them and releases the data all the same.
 * @param modes Where another mode holds.
 * @param node Name of this node in the audit log, unique among the nodes that run at one time; the host's name unless
 *     set.
 * @param customerKeyType SQL type of customer ids in the application's tables.
 * @param carrier What rules need to know about the carrier.
 * @param grants Which roles need to know what, and for which purposes. Nothing is granted unless it stands here.
 * @param scopes Relations, tables or views, that hold whom scopes of the carrier's own reach, by the name that grants call
 *     the scope by. Each has the columns customer_id, accessor_id, valid_from and valid_until.
 * @param grantStore Grants beside those that stand here, which may change while the application runs.
 * @param breakGlass Need to know in an emergency. Nobody has the right to it unless it stands here.
 * @param mask How values are masked.
 * @param json What is written of labelled records as JSON.
 * @param cache What Spring's caches may keep of labelled records.
 * @param sql What the SQL gate knows beside the mapped entities.
 * @param secondWall Row-level security in PostgreSQL from the same labels and grants.
 * @param schema How the library's own tables come into being.
 * @param audit Settings of the audit log.
 * @param retention How long records are kept, where longer or shorter than the rule book says; not shorter than the law.
 */
@ConfigurationProperties("cpni")
public record CpniProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("ENFORCE") Enforcement.Mode mode,
        @DefaultValue Modes modes,
        @Nullable String node,
        @DefaultValue("BIGINT") CustomerKeyType customerKeyType,
        @DefaultValue Carrier carrier,
        @DefaultValue List<GrantEntry> grants,
        @DefaultValue Map<String, String> scopes,
        @DefaultValue GrantStore grantStore,
        @DefaultValue BreakGlass breakGlass,
        @DefaultValue Mask mask,
        @DefaultValue Json json,
        @DefaultValue Cache cache,
        @DefaultValue Sql sql,
        @DefaultValue SecondWall secondWall,
        @DefaultValue Schema schema,
        @DefaultValue Audit audit,
        @DefaultValue Map<KeptRecord, Period> retention) {

    /**
     * Where another mode holds than in general. Where two contradict each other, denials are enforced.
     *
     * @param purposes Mode by purpose.
     * @param tables Mode by labelled table, or by the simple name of a type that is written as JSON.
     */
    public record Modes(
            @DefaultValue Map<Purpose, Enforcement.Mode> purposes,
            @DefaultValue Map<String, Enforcement.Mode> tables) {}

    /**
     * What rules need to know about the carrier.
     *
     * @param provides Categories of service that the carrier sells.
     * @param optOutBlocksAllCpniMarketing Whether an opt-out also ends marketing within subscribed categories, which the
     *     law would permit without approval.
     * @param minimumAggregateGroup Number of customers below which a group is not aggregate data.
     * @param simRules Whether 47 CFR 64.2010(h) on SIM changes is enforced, which has no compliance date yet.
     * @param salesRoles Roles, without the prefix ROLE_, whose holders are sales personnel.
     * @param contracts Names of recipients who are bound by contract.
     * @param breachRegime Which breach rule is in force: OLD, or NEW once the FCC has announced its date.
     * @param fccClosedOn Days on which the FCC's headquarters are closed beside weekends and federal holidays.
     */
    public record Carrier(
            @DefaultValue("VOIP") Set<ServiceCategory> provides,
            @DefaultValue("true") boolean optOutBlocksAllCpniMarketing,
            @DefaultValue("20") int minimumAggregateGroup,
            @DefaultValue("true") boolean simRules,
            @DefaultValue Set<String> salesRoles,
            @DefaultValue Set<String> contracts,
            @DefaultValue("OLD") BreachRegime breachRegime,
            @DefaultValue Set<LocalDate> fccClosedOn) {}

    /**
     * A need to know.
     *
     * @param role Role that has it, without the prefix ROLE_.
     * @param purposes Purposes for which it holds.
     * @param categories Categories of data.
     * @param operations What may be done with the data.
     * @param scope Whose records: ALL customers', those of customers the accessor is ASSIGNED to, the accessor's OWN, those
     *     opened by BREAK_GLASS, or those of a scope that cpni.scopes names.
     * @param masks Styles of field that are shown masked.
     */
    public record GrantEntry(
            String role,
            Set<Purpose> purposes,
            Set<DataCategory> categories,
            @DefaultValue("READ") Set<Operation> operations,
            @DefaultValue("ASSIGNED") GrantScope scope,
            @DefaultValue Set<MaskStyle> masks) {}

    /**
     * Grants beside those of the configuration.
     *
     * @param enabled Whether grants are read from the table cpni_grant too.
     * @param refreshEvery Shortest time between two readings. A grant that is taken away is gone after it.
     * @param staleAtMost How long the last reading counts while the table cannot be read. After it all access is denied.
     */
    public record GrantStore(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("10s") Duration refreshEvery,
            @DefaultValue("1m") Duration staleAtMost) {}

    /**
     * Need to know in an emergency, of one customer's records and for a bounded time. It lets them be read; no other rule
     * gives way.
     *
     * @param roles Roles, without the prefix ROLE_, whose holders may break the glass.
     * @param purposes Purposes for which they may.
     * @param maximumDuration Longest time for which records may be opened at once.
     * @param reviewerRoles Roles, without the prefix ROLE_, whose holders review openings. Nobody reviews their own.
     */
    public record BreakGlass(
            @DefaultValue Set<String> roles,
            @DefaultValue Set<Purpose> purposes,
            @DefaultValue("1h") Duration maximumDuration,
            @DefaultValue Set<String> reviewerRoles) {

        /** Checks that a right to break the glass says for what, and who reviews it. */
        public BreakGlass {
            if (!roles.isEmpty() && (purposes.isEmpty() || reviewerRoles.isEmpty())) {
                throw new IllegalArgumentException("cpni.break-glass.roles needs cpni.break-glass.purposes and"
                        + " cpni.break-glass.reviewer-roles beside it");
            }
        }
    }

    /**
     * How values are masked.
     *
     * @param tokenKey Key of the tokens that stand for masked values of the style TOKEN: at least 32 random bytes in
     *     Base64, kept like any secret. Without it, statements that would show tokens are refused.
     */
    public record Mask(@Nullable String tokenKey) {

        /** Leaves the key out. */
        @Override
        public String toString() {
            return "Mask[" + (tokenKey == null ? "no token key" : "token key set") + "]";
        }
    }

    /**
     * What is written of labelled records as JSON.
     *
     * @param exemptMappers Mappers, by the names of their beans, that write labelled records as they are, and the reason why
     *     they may.
     * @param exemptConverters Converters of HTTP messages, by the simple names of their classes, that write labelled records
     *     as they are, and the reason why they may.
     */
    public record Json(
            @DefaultValue Map<String, String> exemptMappers,
            @DefaultValue Map<String, String> exemptConverters) {

        /** Checks that each exception has a reason. */
        public Json {
            requireReasons("mappers", exemptMappers);
            requireReasons("converters", exemptConverters);
        }

        private static void requireReasons(String of, Map<String, String> reasons) {
            reasons.forEach((name, reason) -> {
                if (reason.isBlank()) {
                    throw new IllegalArgumentException("cpni.json.exempt-" + of + "." + name + " needs a reason");
                }
            });
        }
    }

    /**
     * What Spring's caches may keep of labelled records: nothing, unless the cache is declared.
     *
     * @param declared Caches that may keep labelled records, for those to whom they were shown, and why.
     * @param keepAtMost How long they give out what they keep, one minute at most.
     */
    public record Cache(
            @DefaultValue Map<String, String> declared,
            @DefaultValue("10s") Duration keepAtMost) {

        /** Checks that each declaration has a reason, and the time its bounds. */
        public Cache {
            declared.forEach((cache, reason) -> {
                if (reason.isBlank()) {
                    throw new IllegalArgumentException("cpni.cache.declared." + cache + " needs a reason");
                }
            });
            if (keepAtMost.isNegative() || keepAtMost.isZero() || keepAtMost.compareTo(CacheRules.LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "cpni.cache.keep-at-most must be above zero and at most " + CacheRules.LONGEST);
            }
        }
    }

    /**
     * What the SQL gate knows beside the mapped entities.
     *
     * @param plainRelations Names of relations that are not mapped and hold no customer data.
     * @param subscriptions Relation, table or view, that holds which categories of service customers take.
     * @param assignments Relation that holds which accessor is assigned to which customer.
     * @param maximumClockSkew Furthest that the clock of this machine may be from the database's. Beyond it no access is
     *     decided.
     */
    public record Sql(
            @DefaultValue List<String> plainRelations,
            @DefaultValue("cpni_subscription") String subscriptions,
            @DefaultValue("cpni_assignment") String assignments,
            @DefaultValue("2s") Duration maximumClockSkew) {}

    /**
     * Row-level security in PostgreSQL, from the same labels and grants. There is none unless there is a key.
     *
     * @param key Key that tickets of transactions are signed with: 32 to 64 random bytes in Base64, kept like any secret.
     * @param writers Roles of the database that guarded data sources connect as. Without any, the gate stands alone before
     *     the tables.
     * @param readers Roles of the database that data sources connect as which stand before the wall instead of the gate.
     * @param instead Data sources, by the names of their beans, that stand before the wall instead of the gate, and the
     *     reason why.
     * @param uses What data is used for, by names that the script knows.
     * @param script File that the script is written to where the database has another, or none.
     * @param dataSchema Schema of the application's tables.
     * @param viewSchema Schema of the views for readers, which the script makes.
     * @param wallSchema Schema of the wall's own functions, which the script makes.
     * @param viewOwner Role, without login, that owns the views.
     */
    public record SecondWall(
            @Nullable String key,
            @DefaultValue List<String> writers,
            @DefaultValue List<String> readers,
            @DefaultValue Map<String, String> instead,
            @DefaultValue Map<String, WallUse> uses,
            @Nullable Path script,
            @DefaultValue("public") String dataSchema,
            @DefaultValue("cpni_seen") String viewSchema,
            @DefaultValue("cpni_wall") String wallSchema,
            @DefaultValue("cpni_viewer") String viewOwner) {

        /** Checks that a wall has a key and each exception a reason. */
        public SecondWall {
            if (key == null && !(writers.isEmpty() && readers.isEmpty() && instead.isEmpty() && uses.isEmpty())) {
                throw new IllegalArgumentException(
                        "cpni.second-wall is described but has no key; set cpni.second-wall.key, or leave the rest out");
            }
            instead.forEach((dataSource, reason) -> {
                if (reason.isBlank()) {
                    throw new IllegalArgumentException("cpni.second-wall.instead." + dataSource + " needs a reason");
                }
            });
        }

        /** Tells whether guarded data sources stand before the wall too. */
        boolean isBesideTheGate() {
            return key != null && !writers.isEmpty();
        }

        /** Leaves the key out. */
        @Override
        public String toString() {
            return "SecondWall[writers=" + writers + ", readers=" + readers + ", instead=" + instead + ", uses=" + uses
                    + ", " + (key == null ? "no key" : "key set") + "]";
        }
    }

    /**
     * A use of data that the second wall knows.
     *
     * @param roles Roles, without the prefix ROLE_, that accessors have for it: these and no others.
     * @param purpose Purpose that is declared.
     * @param recipient Kind of recipient that is declared.
     * @param customers Whether customers ask for their own records.
     * @param subject Whether it is about one customer, who is named.
     * @param behindGate Whether it is a use of guarded data sources alone, where the gate sees to its obligations.
     */
    public record WallUse(
            @DefaultValue Set<String> roles,
            Purpose purpose,
            @DefaultValue("STAFF") RecipientKind recipient,
            @DefaultValue("false") boolean customers,
            @DefaultValue("false") boolean subject,
            @DefaultValue("false") boolean behindGate) {}

    /**
     * How the library's own tables come into being.
     *
     * @param initialize When to create them: in embedded in-memory databases only, always, or never.
     */
    public record Schema(@DefaultValue("EMBEDDED") Initialize initialize) {}

    /** Says when the library's own tables are created. */
    public enum Initialize {
        /** In embedded in-memory databases only. */
        EMBEDDED,
        /** Always; existing tables are kept and brought up to date. */
        ALWAYS,
        /** Never; start-up fails if they are missing. */
        NEVER
    }

    /**
     * Settings of the audit log.
     *
     * @param waitAtMost Longest time that an access waits for its record to be durable before it is denied.
     * @param queueCapacity Most records that may wait to be written.
     * @param clockAheadAtMost How far this machine's clock may be ahead of the audit database's before access is denied; a minute
     *     unless set. A Clock bean that does not tell the system's time is compared only where this is set.
     * @param poolSize Number of connections that the audit log has of its own, beside one for its writer and one for that of
     *     its spool.
     * @param url JDBC URL of the database that holds the log; the main database unless set.
     * @param username User name for that database.
     * @param password Password for that database.
     * @param keys Keys by their ids, each 32 random bytes in Base64, kept like any secret, under which the log keeps the keys
     *     of customers. Keys that the log still uses stay here.
     * @param keyId Id of the key for what is new; may be left out where there is one key.
     * @param checkpoints Signed statements of how long the log is and what it holds.
     * @param spool A file for records while the store of the log is away.
     * @param serverText What the database says of failures and callers are not told, kept for operators.
     * @param retention What is done by itself to records whose time has ended, and to erasures that were interrupted.
     */
    public record Audit(
            @DefaultValue("5s") Duration waitAtMost,
            @DefaultValue("10000") int queueCapacity,
            @Nullable Duration clockAheadAtMost,
            @DefaultValue("4") int poolSize,
            @Nullable String url,
            @Nullable String username,
            @Nullable String password,
            @DefaultValue Map<String, String> keys,
            @Nullable String keyId,
            @DefaultValue Checkpoints checkpoints,
            @DefaultValue Spool spool,
            @DefaultValue ServerText serverText,
            @DefaultValue AuditRetention retention) {

        /** Leaves the password and the keys out. */
        @Override
        public String toString() {
            return "Audit[waitAtMost=" + waitAtMost + ", queueCapacity=" + queueCapacity + ", clockAheadAtMost="
                    + clockAheadAtMost + ", poolSize=" + poolSize + ", keys=" + keys.keySet() + ", keyId=" + keyId
                    + ", checkpoints=" + checkpoints + ", spool=" + spool + ", serverText=" + serverText
                    + ", retention="
                    + retention + "]";
        }
    }

    /**
     * Signed statements of how long the log is and of the hash over all of it, by which a verifier finds that it was changed.
     *
     * @param required Whether to fail at start where nobody signs.
     * @param origin What names the log to the world, such as voip.example/cpni; the name of the stream is added. By default
     *     made of the application's name.
     * @param key File with the private key that signs, Ed25519: PKCS#8 in PEM, or PKCS#12 where its name ends with .p12 or .pfx.
     * @param keyPassword Password of the PKCS#12 store and of the key in it.
     * @param keyAlias Name of the key in that store.
     * @param previousKey File of the key before, to sign with both while some trust only that one.
     * @param previousKeyPassword Password of its PKCS#12 store, if it is not that of the key.
     * @param previousKeyAlias Name of it in that store, if it is not that of the key.
     * @param trustedKeys Keys of the past, which sign no more: files with public keys in PEM, or vkeys. What they signed is
     *     believed.
     * @param adopt Whether to sign records that no trusted key has signed, as they stand: for one start of a log that was
     *     written without a key, or whose key is lost.
     * @param adoptIdleAfter Time after which the end of another node's stream is signed by this one, if nobody writes it.
     * @param records Number of records after which a checkpoint is signed.
     * @param every Time after which a checkpoint is signed, if there are new records.
     * @param witnessDirectory Directory in which checkpoints are kept beside the log; on a disk that those who can change the
     *     log cannot change.
     * @param onTampering What to do if the log does not continue what was signed before.
     */
    public record Checkpoints(
            @DefaultValue("true") boolean required,
            @Nullable String origin,
            @Nullable String key,
            @Nullable String keyPassword,
            @DefaultValue("cpni-audit") String keyAlias,
            @Nullable String previousKey,
            @Nullable String previousKeyPassword,
            @Nullable String previousKeyAlias,
            @DefaultValue List<String> trustedKeys,
            @DefaultValue("false") boolean adopt,
            @DefaultValue("10m") Duration adoptIdleAfter,
            @DefaultValue("4096") long records,
            @DefaultValue("10s") Duration every,
            @Nullable String witnessDirectory,
            @DefaultValue("ALERT") OnTampering onTampering) {

        /** Leaves the password out. */
        @Override
        public String toString() {
            return "Checkpoints[required=" + required + ", origin=" + origin + ", key=" + key + ", previousKey="
                    + previousKey + ", trustedKeys=" + trustedKeys + ", adopt=" + adopt + ", adoptIdleAfter="
                    + adoptIdleAfter + ", records=" + records + ", every=" + every + ", witnessDirectory="
                    + witnessDirectory + ", onTampering=" + onTampering
                    + "]";
        }
    }

    /**
     * What is done by itself to records whose time has ended, and to erasures that were interrupted.
     *
     * @param purge When records whose time has ended are purged: off, or a time of the day such as 03:30 (New York), on one node
     *     only.
     * @param finishErasures Whether erasures that were interrupted are finished at the start and every half hour.
     */
    public record AuditRetention(
            @DefaultValue("off") String purge,
            @DefaultValue("true") boolean finishErasures) {

        /** Checks the time. */
        public AuditRetention {
            purgeAt(purge);
        }

        Optional<LocalTime> purgeAt() {
            return purgeAt(purge);
        }

        /** YAML reads off as false. */
        private static Optional<LocalTime> purgeAt(String purge) {
            if ("off".equalsIgnoreCase(purge) || "false".equalsIgnoreCase(purge)) {
                return Optional.empty();
            }
            try {
                return Optional.of(LocalTime.parse(purge));
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        "cpni.audit.retention.purge is off, or a time of the day in quotes such as \"03:30\"", e);
            }
        }
    }

    /** Says what to do if the audit log was changed. */
    public enum OnTampering {
        /** Sign nothing more, log an error, and go on. */
        ALERT,
        /** The same, and deny all access. */
        DENY
    }

    /**
     * A file that takes the records of urgent accesses while the store of the log is away, so that these go on.
     *
     * @param file The file, on a disk of this node; without it there is no spool.
     * @param key Key under which the file is kept, 32 random bytes in Base64; the same after a restart.
     * @param purposes Purposes for which access goes on.
     * @param after How long the store is waited for.
     * @param maxSize How large the file may become; then access is denied.
     */
    public record Spool(
            @Nullable String file,
            @Nullable String key,
            @DefaultValue("EMERGENCY") Set<Purpose> purposes,
            @DefaultValue("500ms") Duration after,
            @DefaultValue("64MB") DataSize maxSize) {

        /** Leaves the key out. */
        @Override
        public String toString() {
            return "Spool[file=" + file + ", purposes=" + purposes + ", after=" + after + ", maxSize=" + maxSize + "]";
        }
    }

    /**
     * What the database says of failures and callers are not told, because it may quote a record. Encrypted, it is kept in
     * the audit log where there is a key.
     *
     * @param keys Keys by their ids, each 32 random bytes in Base64, kept like any secret. Keys of texts that are still to
     *     be read stay here. Without any key the texts are dropped.
     * @param keyId Id of the key for new texts; may be left out where there is one key.
     * @param roles Roles, without the prefix ROLE_, whose holders may read the texts.
     * @param purposes Purposes for which they may.
     * @param perMinute Number of texts that are kept in a minute at most.
     */
    public record ServerText(
            @DefaultValue Map<String, String> keys,
            @Nullable String keyId,
            @DefaultValue Set<String> roles,
            @DefaultValue("PROVIDE_SERVICE") Set<Purpose> purposes,
            @DefaultValue("60") int perMinute) {

        /** Checks that who may read texts may do so for something. */
        public ServerText {
            if (!roles.isEmpty() && purposes.isEmpty()) {
                throw new IllegalArgumentException(
                        "cpni.audit.server-text.roles needs cpni.audit.server-text.purposes beside it");
            }
        }

        /** Leaves the keys out. */
        @Override
        public String toString() {
            return "ServerText[keys=" + keys.keySet() + ", keyId=" + keyId + ", roles=" + roles + ", purposes="
                    + purposes + ", perMinute=" + perMinute + "]";
        }
    }
}
