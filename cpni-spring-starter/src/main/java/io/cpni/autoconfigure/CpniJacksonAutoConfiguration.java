package io.cpni.autoconfigure;

import io.cpni.decision.DecisionEngine;
import io.cpni.decision.Enforcement;
import io.cpni.decision.ObligationHandlers;
import io.cpni.decision.StoredCustomerFacts;
import io.cpni.json.CpniJacksonModule;
import io.cpni.json.RecordRelease;
import io.cpni.mask.TokenKey;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.ObjectMapper;

/** Has labelled records written as JSON as the bound context may see them, by every mapper that is a bean. */
@AutoConfiguration(
        after = CpniAutoConfiguration.class,
        beforeName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnClass(ObjectMapper.class)
@ConditionalOnProperty(name = "cpni.enabled", matchIfMissing = true)
public final class CpniJacksonAutoConfiguration {

    /** Creates the configuration. */
    public CpniJacksonAutoConfiguration() {}

    /** Looks facts and keys up when something is written: a mapper may be built before the stores are. */
    @Bean
    @ConditionalOnMissingBean
    static RecordRelease cpniRecordRelease(
            DecisionEngine engine,
            Enforcement enforcement,
            ObjectProvider<ObligationHandlers> handlers,
            ObjectProvider<StoredCustomerFacts.Stores> stores,
            ObjectProvider<TokenKey> tokenKey,
            ObjectProvider<Clock> clock,
            ObjectProvider<DecidingClock> deciding,
            CpniProperties properties) {
        return new RecordRelease(
                engine,
                enforcement,
                handlers::getObject,
                (customer, at) -> Optional.ofNullable(stores.getIfAvailable()).map(known -> known.of(customer, at)),
                () -> CpniSqlAutoConfiguration.tokenKey(tokenKey, properties),
                clock.getIfUnique(() -> deciding.stream()
                        .<Clock>map(DecidingClock::bounded)
                        .findFirst()
                        .orElseGet(Clock::systemUTC)));
    }

    @Bean
    @ConditionalOnMissingBean
    static CpniJacksonModule cpniJacksonModule(RecordRelease release) {
        return new CpniJacksonModule(release);
    }

    @Bean
    static MapperCheck cpniMapperCheck(ListableBeanFactory beans, CpniProperties properties) {
        return new MapperCheck(beans, properties.json().exemptMappers().keySet());
    }
}
