package io.cpni.examples.voip.billing;

import io.cpni.examples.voip.carrier.Account;
import io.cpni.examples.voip.carrier.Customer;
import io.cpni.examples.voip.demo.DemoTariffs;
import io.cpni.examples.voip.imports.Disposition;
import io.cpni.examples.voip.imports.ParsedCall;
import io.cpni.examples.voip.rating.CallUsage;
import io.cpni.examples.voip.rating.CgratesTariffLoader;
import io.cpni.examples.voip.rating.Charge;
import io.cpni.examples.voip.rating.Rater;
import io.cpni.examples.voip.rating.RatingResult;
import io.cpni.examples.voip.rating.TariffCurrency;
import io.cpni.examples.voip.rating.TariffSource;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Charges calls by the stored tariff that holds on the day of the call, longest prefix first. */
@Service
public class CallRating {

    private final TariffRepository tariffs;
    private final Map<String, io.cpni.examples.voip.rating.Tariff> loaded = new ConcurrentHashMap<>();
    private final Clock clock;

    CallRating(TariffRepository tariffs, Clock clock) {
        this.tariffs = tariffs;
        this.clock = clock;
    }

    /** Returns what an outbound call costs, in the tariff's currency; null if nothing is charged or no tariff covers it. */
    public @Nullable BigDecimal charge(Account account, ParsedCall call) {
        String called = call.calleeE164();
        if (called == null) {
            return null;
        }
        boolean answered = call.disposition() == Disposition.ANSWERED;
        return charge(account, called, answered, call.billableDuration())
                .map(Charge::amount)
                .orElse(null);
    }

    /** Returns the charge for an outbound call, if one is made. */
    public Optional<Charge> charge(Account account, String called, boolean answered, Duration billable) {
        Optional<Rater> rater = rater(ratingPlan(account.getCustomer().getKind()));
        if (rater.isEmpty()) {
            return Optional.empty();
        }
        RatingResult result = rater.get().rate(new CallUsage(called, answered, billable));
        return result.map(
                rated -> Optional.of(rated.charge()), notAnswered -> Optional.empty(), unrated -> Optional.empty());
    }

    /** Returns the currency of the tariff that holds today; US dollars if there is none. */
    public Currency currency() {
        return current()
                .map(tariff -> Currency.getInstance(tariff.getCurrency()))
                .orElse(Currency.getInstance("USD"));
    }

    private static String ratingPlan(Customer.Kind kind) {
        return switch (kind) {
            case RESIDENTIAL -> DemoTariffs.RESIDENTIAL_PLAN;
            case BUSINESS -> DemoTariffs.BUSINESS_PLAN;
        };
    }

    private Optional<Rater> rater(String plan) {
        return current()
                .map(tariff -> loaded.computeIfAbsent(tariff.getId(), id -> load(tariff)))
                .map(tariff -> tariff.rater(plan));
    }

    private Optional<Tariff> current() {
        LocalDate today = LocalDate.now(clock);
        List<Tariff> all = known;
        if (all.isEmpty()) {
            all = tariffs.findAllByOrderByValidFromDesc();
            known = all;
        }
        return all.stream()
                .filter(tariff -> !tariff.getValidFrom().isAfter(today))
                .findFirst();
    }

    /** Read once: a tariff that was published does not change. */
    private volatile List<Tariff> known = List.of();

    private static io.cpni.examples.voip.rating.Tariff load(Tariff tariff) {
        Map<String, String> files = tariff.getFiles();
        TariffSource source = name -> {
            String content = files.get(name);
            if (content == null) {
                throw new FileNotFoundException("tariff " + tariff.getId() + " has no file " + name);
            }
            return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
        };
        TariffCurrency currency = new TariffCurrency(Currency.getInstance(tariff.getCurrency()), tariff.getDivisor());
        return new CgratesTariffLoader(currency).load(source);
    }
}
