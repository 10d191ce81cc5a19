package io.cpni.examples.voip.rating;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * Adds a share of the plan and call charges to an invoice. Which taxes and fees a carrier owes where is its own matter.
 *
 * @param name the name on the invoice
 * @param share the share as a fraction, 0.0825 for 8.25 %, 0 to 1
 */
public record Tax(String name, BigDecimal share) {

    public Tax {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(share, "share");
        if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("share must be 0 to 1: " + share);
        }
    }
}
