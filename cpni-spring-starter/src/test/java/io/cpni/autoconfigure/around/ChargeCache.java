package io.cpni.autoconfigure.around;

import io.cpni.autoconfigure.ledger.Charge;
import io.cpni.autoconfigure.ledger.ChargeRepository;
import java.util.ArrayList;
import java.util.List;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;

/** Keeps charges in a declared cache, and hides from the start that it would keep them in another. */
@Service
public class ChargeCache {

    private final ChargeRepository charges;

    ChargeCache(ChargeRepository charges) {
        this.charges = charges;
    }

    @Cacheable("declared")
    public List<Charge> all() {
        return charges.findAll();
    }

    @Cacheable(cacheNames = "declared", sync = true, key = "'sync'")
    public List<Charge> allSync() {
        return charges.findAll();
    }

    @CacheEvict("declared")
    public void forget() {}

    /** Its type says nothing; the cache finds out. */
    @Cacheable(cacheNames = "plain", key = "'anything'")
    public Object anything() {
        return new Object[] {"charges", charges.findAll()};
    }

    @Cacheable(cacheNames = "plain", key = "'tariffs'")
    public Object tariffs() {
        return new ArrayList<>(List.of("flat", "metered"));
    }
}
