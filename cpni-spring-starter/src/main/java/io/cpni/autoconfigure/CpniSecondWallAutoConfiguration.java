package io.cpni.autoconfigure;

import io.cpni.approval.ApprovalStore;
import io.cpni.decision.DecisionEngine;
import io.cpni.decision.Enforcement;
import io.cpni.sql.FactRelations;
import io.cpni.sql.RowSecurity;
import io.cpni.sql.RowSecurityKey;
import io.cpni.sql.RowSecurityUse;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Configures row-level security beside the gate, or instead of it, where there is a key for it. */
@AutoConfiguration(after = CpniSqlAutoConfiguration.class)
@ConditionalOnBean(CatalogHolder.class)
@ConditionalOnProperty("cpni.second-wall.key")
public final class CpniSecondWallAutoConfiguration {

    /** Creates the configuration. */
    public CpniSecondWallAutoConfiguration() {}

    @Bean
    static ApplicationWall cpniApplicationWall(
            CatalogHolder catalog,
            ObjectProvider<ApprovalStore> approvals,
            ObjectProvider<DecisionEngine> engine,
            ObjectProvider<RowSecurityUse> beans,
            ObjectProvider<Clock> clock,
            CpniProperties properties) {
        CpniProperties.SecondWall settings = properties.secondWall();
        RowSecurityKey key = key(String.valueOf(settings.key()));
        List<RowSecurityUse> uses =
                WallUses.of(properties, beans.orderedStream().toList());
        FactRelations facts = CpniSqlAutoConfiguration.facts(properties);
        return new ApplicationWall(catalog, () -> approvals.getObject().scopes(), (labels, scopes) -> {
            RowSecurity.Builder wall = RowSecurity.builder()
                    .engine(engine.getObject())
                    .catalog(labels)
                    .scopes(scopes)
                    .facts(facts)
                    .keyType(properties.customerKeyType())
                    .key(key)
                    .asOf(CpniAutoConfiguration.clock(clock).instant())
                    .dataSchema(settings.dataSchema())
                    .viewSchema(settings.viewSchema())
                    .wallSchema(settings.wallSchema())
                    .viewOwner(settings.viewOwner());
            settings.readers().forEach(wall::reader);
            settings.writers().forEach(wall::writer);
            uses.forEach(wall::use);
            return wall.build();
        });
    }

    private static RowSecurityKey key(String configured) {
        try {
            return RowSecurityKey.of(Base64.getDecoder().decode(configured));
        } catch (IllegalArgumentException e) {
            // What the decoder says may quote the key.
            throw new IllegalStateException(
                    "cpni.second-wall.key is no key: 32 to 64 random bytes in Base64 are one, as openssl rand -base64 32"
                            + " makes");
        }
    }

    @Bean
    static SecondWallCheck cpniSecondWallCheck(
            ListableBeanFactory beans,
            DataSourceGuards guards,
            ApplicationWall wall,
            FactsBesideData facts,
            CpniProperties properties,
            Enforcement enforcement) {
        return new SecondWallCheck(beans, guards, wall, facts, properties.secondWall(), enforcement);
    }
}
