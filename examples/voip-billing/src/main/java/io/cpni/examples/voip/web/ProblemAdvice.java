package io.cpni.examples.voip.web;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.MimeType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Says in a problem detail what is wrong with a request and what would be right, where Spring only says that something
 * is. What was sent is not repeated: it may be a telephone number in the wrong place.
 */
@RestControllerAdvice
@Order(0)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    /** Answers for what nobody thought of, which is for the log and not for the caller to read. */
    @ExceptionHandler
    ProblemDetail unexpected(RuntimeException failure) {
        LOG.error("A request failed", failure);
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR, "Something is wrong here, not with the request; the log says what.");
    }

    @ExceptionHandler
    ProblemDetail brokenForm(MultipartException failure) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST,
                "The body cannot be read as multipart/form-data; a client such as curl -F makes it right.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestPart(
            MissingServletRequestPartException missing,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String part = missing.getRequestPartName();
        return answer(
                missing,
                "The form has no file named '" + part + "'; with curl that is -F " + part + "=@Master.csv",
                headers,
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException unsupported,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String supported = unsupported.getSupportedMediaTypes().stream()
                .map(MimeType::toString)
                .collect(Collectors.joining(" or "));
        return answer(unsupported, "The Content-Type must be " + supported + ".", headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String detail = invalid.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> result.getMethodParameter().getParameterName() + " " + message(error)))
                .sorted()
                .collect(Collectors.joining("; "));
        return answer(invalid, detail, headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String detail = invalid.getFieldErrors().stream()
                .map(error -> error.getField() + " " + message(error))
                .sorted()
                .collect(Collectors.joining("; "));
        return answer(invalid, detail, headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(
                mismatch, ProblemDetail.forStatusAndDetail(status, Expectation.of(mismatch)), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return handleExceptionInternal(
                unreadable,
                ProblemDetail.forStatusAndDetail(status, Expectation.of(unreadable)),
                headers,
                status,
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException notFound, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(notFound, "There is nothing at this path.", headers, request);
    }

    private static String message(MessageSourceResolvable error) {
        String message = error.getDefaultMessage();
        return message == null ? "is not valid" : message;
    }

    private <E extends Exception & ErrorResponse> @Nullable ResponseEntity<Object> answer(
            E failure, String detail, HttpHeaders headers, WebRequest request) {
        ProblemDetail body = failure.getBody();
        body.setDetail(detail);
        return handleExceptionInternal(failure, body, headers, failure.getStatusCode(), request);
    }
}
