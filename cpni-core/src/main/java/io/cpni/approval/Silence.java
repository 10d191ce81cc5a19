package io.cpni.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What silence amounts to after opt-out notices (64.2008(d)): the first one starts a wait, each further one that comes
 * before the lapse renews for two years, and one that comes after it starts anew.
 */
final class Silence {

    /** A notice after which silence can become approval, with the end of its wait. */
    record Wait(Notice notice, Instant endsAt) {}

    private final Consumer<Spell> spells;
    private final List<ApprovalEvent> chain = new ArrayList<>();
    private Instant told = Instant.MIN;
    private Instant waitEnds = Instant.MIN;
    private Instant lapses = Instant.MIN;

    private Silence(Consumer<Spell> spells) {
        this.spells = spells;
    }

    /** Gives what silence amounts to up to the end, after the waits in their order, all of which begin before it. */
    static void after(List<Wait> waits, Instant end, Consumer<Spell> spells) {
        Silence silence = new Silence(spells);
        waits.forEach(silence::hear);
        silence.close(end);
    }

    private void hear(Wait wait) {
        Notice notice = wait.notice();
        if (!chain.isEmpty() && notice.at().isBefore(lapses)) {
            lapses = later(lapses, notice.lapsesAt());
        } else {
            close(notice.at());
            chain.clear();
            told = notice.at();
            waitEnds = wait.endsAt();
            lapses = notice.lapsesAt();
        }
        chain.add(notice);
    }

    private void close(Instant end) {
        if (chain.isEmpty()) {
            return;
        }
        List<ApprovalEvent> evidence = List.copyOf(chain);
        Instant counts = earlier(lapses, end);
        spells.accept(new Spell(ApprovalState.PENDING, told, earlier(waitEnds, counts), evidence));
        spells.accept(new Spell(ApprovalState.DEEMED, waitEnds, counts, evidence));
        spells.accept(new Spell(ApprovalState.LAPSED, lapses, end, evidence));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
