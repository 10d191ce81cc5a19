package io.cpni.session;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * A set of objects by identity that keeps none of them alive. Each record that is read masked passes through it, so it does
 * nothing but that: a general cache with weak keys costs several times as much for each. Safe for many threads.
 */
final class WeakIdentities {

    /** A power of two; objects are spread over them by their identity. */
    private static final int STRIPES = 64;

    private final Stripe[] stripes = new Stripe[STRIPES];

    WeakIdentities() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    void add(Object object) {
        int hash = spread(object);
        stripes[hash & (STRIPES - 1)].add(object, hash);
    }

    boolean contains(Object object) {
        int hash = spread(object);
        return stripes[hash & (STRIPES - 1)].find(object, hash) != null;
    }

    /** Returns how many entries there are, of objects that may be gone. */
    int size() {
        int size = 0;
        for (Stripe stripe : stripes) {
            size += stripe.size();
        }
        return size;
    }

    private static int spread(Object object) {
        int hash = System.identityHashCode(object);
        return hash ^ (hash >>> 15);
    }

    /** Refers to an object until it is gone, and to the next in its place of the table. */
    private static final class Known extends WeakReference<Object> {

        private final int hash;
        private @Nullable Known next;

        Known(Object object, int hash, ReferenceQueue<Object> gone, @Nullable Known next) {
            super(object, gone);
            this.hash = hash;
            this.next = next;
        }
    }

    /** A part of the set with a lock of its own. */
    private static final class Stripe {

        private final ReferenceQueue<Object> gone = new ReferenceQueue<>();
        private @Nullable Known[] table = new @Nullable Known[16];
        private int size;

        /** Does not look for the object first: few are added twice, and then two entries say the same. */
        synchronized void add(Object object, int hash) {
            removeGone();
            if (size >= table.length) {
                grow();
            }
            int at = place(hash, table.length);
            table[at] = new Known(object, hash, gone, table[at]);
            size++;
        }

        synchronized @Nullable Known find(Object object, int hash) {
            for (Known known = table[place(hash, table.length)]; known != null; known = known.next) {
                if (known.hash == hash && known.refersTo(object)) {
                    return known;
                }
            }
            return null;
        }

        synchronized int size() {
            removeGone();
            return size;
        }

        private void grow() {
            @Nullable Known[] larger = new @Nullable Known[table.length * 2];
            for (Known first : table) {
                for (Known known = first; known != null; ) {
                    Known next = known.next;
                    int at = place(known.hash, larger.length);
                    known.next = larger[at];
                    larger[at] = known;
                    known = next;
                }
            }
            table = larger;
        }

        private void removeGone() {
            for (Reference<?> each = gone.poll(); each != null; each = gone.poll()) {
                remove((Known) each);
            }
        }

        @SuppressWarnings("ReferenceEquality") // the very entry
        private void remove(Known removed) {
            int at = place(removed.hash, table.length);
            Known before = null;
            for (Known known = table[at]; known != null; known = known.next) {
                if (known == removed) {
                    if (before == null) {
                        table[at] = known.next;
                    } else {
                        before.next = known.next;
                    }
                    size--;
                    return;
                }
                before = known;
            }
        }

        /** The lowest bits have chosen the stripe. */
        private static int place(int hash, int length) {
            return (hash >>> 6) & (length - 1);
        }
    }
}
