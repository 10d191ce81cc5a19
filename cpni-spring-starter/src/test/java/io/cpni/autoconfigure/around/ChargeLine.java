package io.cpni.autoconfigure.around;

import io.cpni.autoconfigure.ledger.Charge;
import org.jspecify.annotations.Nullable;
import org.springframework.data.rest.core.config.Projection;

/** A charge as one line. */
@Projection(name = "line", types = Charge.class)
public interface ChargeLine {

    @Nullable String getCallee();
}
