package io.cpni.observation;

import io.cpni.mask.RecordText;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpEntity;

/** Writes requests and responses that hold a labelled record, where Spring's web module is present. */
final class HttpText {

    private HttpText() {}

    /** Returns what may be logged of an HTTP entity; itself where its body is not labelled. */
    @SuppressWarnings("ReferenceEquality") // what may be logged comes back as the same object
    static Object safe(Object entity) {
        Object body = ((HttpEntity<?>) entity).getBody();
        @Nullable Object safe = RecordText.safe(body);
        return body == safe ? entity : entity.getClass().getSimpleName() + "[" + safe + "]";
    }
}
