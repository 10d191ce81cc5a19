package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.customer.CustomerKeyType;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.ServiceCategory;
import io.cpni.report.BreachRegime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Pins the defaults: a setting that nobody makes must not change unnoticed. */
class CpniPropertiesTest {

    @Test
    void defaultsAreTheSafeOnes() {
        CpniProperties properties =
                new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("cpni", CpniProperties.class);

        assertThat(properties.enabled()).isTrue();
        assertThat(properties.node()).isNull();
        assertThat(properties.customerKeyType()).isEqualTo(CustomerKeyType.BIGINT);
        assertThat(properties.carrier().provides()).containsExactly(ServiceCategory.VOIP);
        assertThat(properties.carrier().optOutBlocksAllCpniMarketing()).isTrue();
        assertThat(properties.carrier().minimumAggregateGroup()).isEqualTo(20);
        assertThat(properties.carrier().simRules()).isTrue();
        assertThat(properties.carrier().salesRoles()).isEmpty();
        assertThat(properties.carrier().contracts()).isEmpty();
        assertThat(properties.carrier().breachRegime()).isEqualTo(BreachRegime.OLD);
        assertThat(properties.carrier().fccClosedOn()).isEmpty();
        assertThat(properties.retention()).isEmpty();
        assertThat(properties.grants()).isEmpty();
        assertThat(properties.scopes()).isEmpty();
        assertThat(properties.grantStore().enabled()).isTrue();
        assertThat(properties.grantStore().refreshEvery()).isEqualTo(Duration.ofSeconds(10));
        assertThat(properties.grantStore().staleAtMost()).isEqualTo(Duration.ofMinutes(1));
        assertThat(properties.breakGlass().roles()).isEmpty();
        assertThat(properties.breakGlass().purposes()).isEmpty();
        assertThat(properties.breakGlass().maximumDuration()).isEqualTo(Duration.ofHours(1));
        assertThat(properties.breakGlass().reviewerRoles()).isEmpty();
        assertThat(properties.mask().tokenKey()).isNull();
        assertThat(properties.cache().declared()).isEmpty();
        assertThat(properties.cache().keepAtMost()).isEqualTo(Duration.ofSeconds(10));
        assertThat(properties.sql().plainRelations()).isEmpty();
        assertThat(properties.sql().subscriptions()).isEqualTo("cpni_subscription");
        assertThat(properties.sql().assignments()).isEqualTo("cpni_assignment");
        assertThat(properties.sql().maximumClockSkew()).isEqualTo(Duration.ofSeconds(2));
        assertThat(properties.secondWall().key()).isNull();
        assertThat(properties.secondWall().writers()).isEmpty();
        assertThat(properties.secondWall().readers()).isEmpty();
        assertThat(properties.secondWall().instead()).isEmpty();
        assertThat(properties.secondWall().uses()).isEmpty();
        assertThat(properties.secondWall().script()).isNull();
        assertThat(properties.secondWall().dataSchema()).isEqualTo("public");
        assertThat(properties.secondWall().viewSchema()).isEqualTo("cpni_seen");
        assertThat(properties.secondWall().wallSchema()).isEqualTo("cpni_wall");
        assertThat(properties.secondWall().viewOwner()).isEqualTo("cpni_viewer");
        assertThat(properties.schema().initialize()).isEqualTo(CpniProperties.Initialize.EMBEDDED);
        assertThat(properties.audit().waitAtMost()).isEqualTo(Duration.ofSeconds(5));
        assertThat(properties.audit().queueCapacity()).isEqualTo(10_000);
        assertThat(properties.audit().poolSize()).isEqualTo(4);
        assertThat(properties.audit().serverText().keys()).isEmpty();
        assertThat(properties.audit().serverText().keyId()).isNull();
        assertThat(properties.audit().serverText().roles()).isEmpty();
        assertThat(properties.audit().serverText().purposes()).containsExactly(Purpose.PROVIDE_SERVICE);
        assertThat(properties.audit().serverText().perMinute()).isEqualTo(60);
    }

    @Test
    void theKeyForTokensIsNotPrinted() {
        CpniProperties properties = new Binder(
                        new MapConfigurationPropertySource(Map.of("cpni.mask.token-key", "hush")))
                .bindOrCreate("cpni", CpniProperties.class);

        assertThat(properties.mask().tokenKey()).isEqualTo("hush");
        assertThat(properties.toString()).doesNotContain("hush");
    }

    @Test
    void aWallHasAKeyAndEachExceptionAReason() {
        assertThat(bound(Map.of("cpni.second-wall.key", "hush")).toString())
                .contains("key set")
                .doesNotContain("hush");
        assertThatThrownBy(() -> bound(Map.of("cpni.second-wall.writers", "app")))
                .hasStackTraceContaining("has no key");
        assertThatThrownBy(() -> bound(Map.of("cpni.second-wall.key", "hush", "cpni.second-wall.instead.reports", " ")))
                .hasStackTraceContaining("needs a reason");
    }

    private static CpniProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("cpni", CpniProperties.class);
    }

    @Test
    void theKeysForServerTextsAreNotPrinted() {
        CpniProperties properties = new Binder(
                        new MapConfigurationPropertySource(Map.of("cpni.audit.server-text.keys.k1", "hush")))
                .bindOrCreate("cpni", CpniProperties.class);

        assertThat(properties.audit().serverText().keys()).containsEntry("k1", "hush");
        assertThat(properties.toString()).contains("k1").doesNotContain("hush");
    }

    @Test
    void thePasswordOfTheAuditDatabaseIsNotPrinted() {
        CpniProperties properties = new Binder(
                        new MapConfigurationPropertySource(Map.of("cpni.audit.password", "hush")))
                .bindOrCreate("cpni", CpniProperties.class);

        assertThat(properties.toString()).doesNotContain("hush");
    }
}
