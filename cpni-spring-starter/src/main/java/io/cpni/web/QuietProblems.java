package io.cpni.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;

/**
 * Keeps the value that could not be converted out of the problem detail that says so. Answers are logged on their way, by
 * proxies and clients, and the value may be a telephone number in the wrong place.
 */
public final class QuietProblems implements ErrorResponse.Interceptor {

    private static final String VALUE = " with value: ";

    /** Creates the interceptor. */
    public QuietProblems() {}

    @Override
    public void handleError(ProblemDetail problem, @Nullable ErrorResponse response) {
        String detail = problem.getDetail();
        int value = detail == null ? -1 : detail.indexOf(VALUE);
        if (detail != null && value >= 0) {
            problem.setDetail(detail.substring(0, value));
        }
    }
}
