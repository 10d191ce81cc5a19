package io.cpni.cache;

/** Says that labelled records would be kept where whoever asks for the key gets them. */
public final class LabelledCacheException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** What to do about it. */
    public static final String REMEDY =
            "Cache what holds no labelled record, such as identifiers or tariffs; or declare the cache, which then gives"
                    + " to nobody what another was shown and forgets within a minute: cpni.cache.declared.<name>=<reason>.";

    /** Says it of a cache or a method; the text holds names, never a value. */
    public LabelledCacheException(String where) {
        super(where + " would keep labelled records and give to one what another was shown. " + REMEDY);
    }
}
