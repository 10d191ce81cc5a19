package io.cpni.autoconfigure.foreign;

import org.jspecify.annotations.Nullable;

/** What each foreign record has, however it is mapped: by this the same tests go over all of them. */
public interface ForeignCall {

    /** Returns the identifier. */
    Object key();

    /** Returns the number that was called, which is masked for some. */
    @Nullable String getCallee();

    @Nullable String getRemark();

    void setRemark(@Nullable String remark);
}
