package io.cpni.autoconfigure.ways;

import org.springframework.beans.factory.annotation.Value;

/** A call as an open projection, which has the whole record behind it. */
public interface CallLine {

    @Value("#{target.id + ' ' + target.callee}")
    String getLine();
}
