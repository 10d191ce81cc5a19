package io.cpni.json;

import io.cpni.accessor.AccessContext;
import io.cpni.customer.CustomerId;
import io.cpni.decision.AccessPlan;
import io.cpni.decision.CustomerFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationContext;

/**
 * What is being written by one call of a mapper: the context at whose hands, the plans for the types in it, and what was
 * looked up of customers so far. For one thread.
 */
final class Document {

    /** How long what was looked up counts: a stream may go on for hours, and an opt-out holds for what comes after it. */
    private static final Duration COUNTS_FOR = Duration.ofSeconds(1);

    private static final int CUSTOMERS_REMEMBERED = 1_000;

    private final RecordRelease release;
    private final @Nullable AccessContext context;
    private final Instant at;
    private final IdentityHashMap<RecordGuard, Optional<AccessPlan>> plans = new IdentityHashMap<>();
    private final Map<CustomerId, Optional<CustomerFacts>> facts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CustomerId, Optional<CustomerFacts>> eldest) {
            return size() > CUSTOMERS_REMEMBERED;
        }
    };
    private @Nullable Release around;
    private @Nullable Release last;

    private Document(RecordRelease release, Instant at, @Nullable Release around) {
        this.release = release;
        this.context = release.context();
        this.at = at;
        this.around = around;
    }

    static Document of(SerializationContext call, RecordRelease release) {
        Document known = (Document) call.getAttribute(Document.class);
        if (known != null && known.isBoundTo(release.context())) {
            return known;
        }
        return begin(call, release, release.now(), known);
    }

    private static Document begin(
            SerializationContext call, RecordRelease release, Instant at, @Nullable Document before) {
        Document begun = new Document(release, at, before == null ? null : before.around);
        call.setAttribute(Document.class, begun);
        return begun;
    }

    @SuppressWarnings("ReferenceEquality") // another context, even an equal one, is another occasion
    private boolean isBoundTo(@Nullable AccessContext now) {
        return context == now;
    }

    /** Returns what may be written of an object. */
    static Release release(SerializationContext call, RecordRelease release, RecordGuard guard, Object bean) {
        Document document = of(call, release);
        Instant now = release.now();
        if (document.at.plus(COUNTS_FOR).isBefore(now)) {
            document = begin(call, release, now, document);
        }
        Release known = document.last;
        if (known != null && known.isOf(bean, guard)) {
            return known;
        }
        Release made = new Release(document, guard, bean, document.around);
        document.last = made;
        return made;
    }

    /** Begins to write what lies inside an object; returns what is to be given back to {@link #leave}. */
    static @Nullable Release enter(SerializationContext call, RecordRelease release, Release inside) {
        Document document = of(call, release);
        Release outer = document.around;
        document.around = inside;
        return outer;
    }

    /** Ends to write what lies inside an object. */
    static void leave(SerializationContext call, RecordRelease release, Release inside, @Nullable Release outer) {
        Document document = of(call, release);
        document.around = outer;
        if (inside.isMadeBy(document)) {
            document.last = inside;
        }
    }

    boolean observes(RecordGuard guard) {
        return release.isObserved(context, guard);
    }

    @Nullable AccessContext context() {
        return context;
    }

    /** Returns the plan for a type; empty if nothing of it may be seen. */
    Optional<AccessPlan> plan(RecordGuard guard) {
        AccessContext bound = context;
        return bound == null
                ? Optional.empty()
                : plans.computeIfAbsent(guard, unplanned -> release.plan(bound, unplanned, at));
    }

    Optional<CustomerFacts> facts(CustomerId customer) {
        return facts.computeIfAbsent(customer, unasked -> release.facts(unasked, at));
    }
}
