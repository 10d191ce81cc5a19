package io.cpni.autoconfigure.foreign;

/** The foreign records that are read and changed alike. */
public enum ForeignModel {
    PLAIN(Keys.PlainCall.class, Keys.PlainCall::new),
    EMBEDDED_ID(Keys.EmbeddedIdCall.class, Keys.EmbeddedIdCall::new),
    ID_CLASS(Keys.IdClassCall.class, Keys.IdClassCall::new),
    UUID(Keys.UuidCall.class, Keys.UuidCall::new),
    SEQUENCE(Keys.SequenceCall.class, Keys.SequenceCall::new),
    IDENTITY(Keys.IdentityCall.class, Keys.IdentityCall::new),
    NATURAL_ID(Keys.NaturalIdCall.class, Keys.NaturalIdCall::new),
    RESTRICTED(Rows.RestrictedCall.class, Rows.RestrictedCall::new),
    SOFT_DELETED(Rows.SoftDeletedCall.class, Rows.SoftDeletedCall::new),
    BURIED(Rows.BuriedCall.class, Rows.BuriedCall::new),
    TENANT(Rows.TenantCall.class, Rows.TenantCall::new),
    FILTERED(Rows.FilteredCall.class, Rows.FilteredCall::new),
    SCHEMA(Names.SchemaCall.class, Names.SchemaCall::new),
    QUOTED(Names.QuotedCall.class, Names.QuotedCall::new),
    STAMPED(Computed.StampedCall.class, Computed.StampedCall::new),
    TRANSFORMED(Computed.TransformedCall.class, Computed.TransformedCall::new),
    FORMULA(Computed.FormulaCall.class, Computed.FormulaCall::new),
    CONVERTED(Values.ConvertedCall.class, Values.ConvertedCall::new),
    EMBEDDING(Values.EmbeddingCall.class, Values.EmbeddingCall::new),
    ENUM(Values.EnumCall.class, Values.EnumCall::new),
    TIMED(Values.TimedCall.class, Values.TimedCall::new),
    DOCUMENT(Values.DocumentCall.class, Values.DocumentCall::new),
    ARRAY(Values.ArrayCall.class, Values.ArrayCall::new),
    LOB(Values.LobCall.class, Values.LobCall::new),
    FEATURED(Associations.FeaturedCall.class, Associations.FeaturedCall::new),
    COLLECTING(Associations.CollectingCall.class, Associations.CollectingCall::new),
    LOMBOK(LombokCall.class, LombokCall::new);

    private final Class<? extends ForeignCall> type;
    private final Maker maker;

    /** Makes a record; what makes its own identifier leaves the number out. */
    interface Maker {
        ForeignCall make(long number, long customer, String callee);
    }

    ForeignModel(Class<? extends ForeignCall> type, Maker maker) {
        this.type = type;
        this.maker = maker;
    }

    public Class<? extends ForeignCall> type() {
        return type;
    }

    /** Returns the entity's name in queries. */
    public String entity() {
        return type.getSimpleName();
    }

    public ForeignCall make(long number, long customer, String callee) {
        return maker.make(number, customer, callee);
    }
}
