package io.cpni.examples.voip.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the parts of a carrier, each from a random stream of its own. */
final class CarrierGenerator {

    private static final List<DemoSwitch> RESIDENTIAL_SWITCHES = List.of(
            DemoSwitch.ASTERISK_EAST,
            DemoSwitch.ASTERISK_CUSTOM,
            DemoSwitch.FREESWITCH_JSON,
            DemoSwitch.FREESWITCH_CSV);
    private static final List<DemoSwitch> BUSINESS_SWITCHES =
            List.of(DemoSwitch.ASTERISK_QUOTED, DemoSwitch.CUCM, DemoSwitch.RINGCENTRAL);

    private final long seed;
    private final Instant now;
    private final FictionalNumbers numbers = new FictionalNumbers();
    private final List<DemoAccount> accounts = new ArrayList<>();
    private final List<DemoSubscription> subscriptions = new ArrayList<>();

    CarrierGenerator(long seed, Instant now) {
        this.seed = seed;
        this.now = now;
    }

    DemoCarrier generate(int count) {
        DemoRandom root = new DemoRandom(seed);
        DemoRandom people = root.split();
        DemoRandom services = root.split();
        List<ApprovalStory> approvals = ApprovalStories.deal(count, now, root.split());
        List<AreaCode> places = people.shuffled(AreaCodes.CUSTOMERS);

        List<DemoCustomer> customers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Round the cities in turn: each must not need more numbers than its area code has.
            AreaCode place = places.get(i % places.size());
            DemoCustomer customer = customer(i + 1L, place, approvals.get(i), people);
            customers.add(customer);
            int howMany = share(services, 60, 30);
            for (int j = 0; j < howMany; j++) {
                addAccount(customer, place, services);
            }
        }
        return new DemoCarrier(seed, now, DemoPlans.ALL, customers, accounts, subscriptions);
    }

    private static DemoCustomer customer(long id, AreaCode place, ApprovalStory approval, DemoRandom random) {
        CustomerKind kind = random.percent(28) ? CustomerKind.BUSINESS : CustomerKind.RESIDENTIAL;
        String name = kind == CustomerKind.BUSINESS ? Names.firm(random) : Names.person(random);
        PostalAddress address = new PostalAddress(Names.street(random), place.city(), place.state(), place.zip());
        boolean unlisted = random.percent(kind == CustomerKind.BUSINESS ? 2 : 18);
        return new DemoCustomer(id, kind, name, address, place.zone(), unlisted, approval);
    }

    private void addAccount(DemoCustomer customer, AreaCode place, DemoRandom random) {
        List<String> own = new ArrayList<>();
        int howMany = share(random, 55, 30);
        for (int i = 0; i < howMany; i++) {
            own.add(numbers.take(place.code()));
        }
        boolean business = customer.kind() == CustomerKind.BUSINESS;
        DemoSwitch home = random.pick(business ? BUSINESS_SWITCHES : RESIDENTIAL_SWITCHES);
        DemoAccount account = new DemoAccount(accounts.size() + 1L, customer.id(), own, place.zone(), home);
        accounts.add(account);
        subscribe(account, customer.kind(), random);
    }

    /** Gives an account a plan, to some a change of plan, to few an end, to a third long distance beside it. */
    private void subscribe(DemoAccount account, CustomerKind kind, DemoRandom random) {
        LocalDate today = LocalDate.ofInstant(now, account.zone());
        LocalDate from = today.minusDays(random.between(70, 1_500));
        LocalDate end = random.percent(4) ? later(from, today.minusDays(random.between(3, 60))) : null;

        List<DemoPlan> offers = random.shuffled(DemoPlans.of(kind, false));
        if (random.percent(12)) {
            LocalDate change = later(from, today.minusDays(random.between(5, 65)));
            boolean inTime = end == null || change.isBefore(end);
            add(account, offers.get(0), from, inTime ? change : end);
            if (inTime) {
                add(account, offers.get(1), change, end);
            }
        } else {
            add(account, offers.get(0), from, end);
        }
        if (random.percent(33)) {
            add(account, random.pick(DemoPlans.of(kind, true)), from, end);
        }
    }

    private void add(DemoAccount account, DemoPlan plan, LocalDate from, @Nullable LocalDate until) {
        subscriptions.add(new DemoSubscription(subscriptions.size() + 1L, account.id(), plan.id(), from, until));
    }

    private static LocalDate later(LocalDate from, LocalDate day) {
        return day.isAfter(from) ? day : from.plusDays(1);
    }

    /** Draws 1, 2 or 3, given how many of a hundred are 1 and 2. */
    private static int share(DemoRandom random, int ones, int twos) {
        int draw = random.between(0, 99);
        if (draw < ones) {
            return 1;
        }
        return draw < ones + twos ? 2 : 3;
    }
}
