package io.cpni.report;

/** Says which breach rule is in force (64.2011). */
public enum BreachRegime {
    /** The rule as it stood before the amendment: intentional breaches only, customers after a wait. */
    OLD,
    /** The rule as amended (89 FR 9968): inadvertent breaches too, customers within 30 days. */
    NEW
}
