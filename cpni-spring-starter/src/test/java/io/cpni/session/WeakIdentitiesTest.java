package io.cpni.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeakIdentitiesTest {

    private final WeakIdentities known = new WeakIdentities();

    private record Named(String name) {}

    @Test
    void objectsAreKnownByIdentity() {
        Named one = new Named("a");
        known.add(one);
        known.add(one);

        assertThat(known.contains(one)).isTrue();
        assertThat(known.contains(new Named("a"))).isFalse();
    }

    @Test
    void manyAreFoundAgain() {
        List<Object> all = IntStream.range(0, 50_000)
                .mapToObj(number -> (Object) new Named("n" + number))
                .toList();
        all.forEach(known::add);

        assertThat(all).allMatch(known::contains);
        assertThat(known.size()).isEqualTo(50_000);
    }

    @Test
    void whatNobodyElseHoldsIsForgotten() {
        List<Object> kept = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            Object object = new Named("n" + i);
            known.add(object);
            if (i % 1_000 == 0) {
                kept.add(object);
            }
        }
        long until = System.nanoTime() + 20_000_000_000L;
        while (known.size() > kept.size() && System.nanoTime() < until) {
            System.gc();
        }
        assertThat(known.size()).isEqualTo(kept.size());
        assertThat(kept).allMatch(known::contains);
    }

    @Test
    void severalThreadsAddAtATime() throws InterruptedException {
        List<List<Object>> lists = IntStream.range(0, 4)
                .mapToObj(thread -> IntStream.range(0, 10_000)
                        .mapToObj(number -> (Object) new Named(thread + "-" + number))
                        .toList())
                .toList();
        CountDownLatch done = new CountDownLatch(lists.size());
        lists.forEach(list -> new Thread(() -> {
                    list.forEach(known::add);
                    done.countDown();
                })
                .start());
        done.await();

        assertThat(lists).allSatisfy(list -> assertThat(list).allMatch(known::contains));
        assertThat(known.size()).isEqualTo(40_000);
    }
}
