/**
 * Makes a small carrier out of a seed, so that the example has something to show: customers with their choice about
 * CPNI, accounts, plans, a tariff, and the call files of its switches in the formats real switches write.
 *
 * <p>Nobody in it exists: names are invented, numbers come from ranges kept for fiction (NPA-555-01xx, Ofcom's and
 * others' drama numbers) or are libphonenumber's public examples. The same seed and the same instant give the same
 * carrier, to the byte. Start at {@link io.cpni.examples.voip.demo.DemoCarrier#generate}.
 */
@NullMarked
package io.cpni.examples.voip.demo;

import org.jspecify.annotations.NullMarked;
