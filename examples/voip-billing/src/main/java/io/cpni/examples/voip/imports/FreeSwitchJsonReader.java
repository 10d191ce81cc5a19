package io.cpni.examples.voip.imports;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads records of FreeSWITCH's {@code mod_json_cdr}.
 *
 * <p>Values under {@code variables} are percent-encoded, those under {@code callflow} are not. Only the variables named
 * here are read: the rest holds SIP addresses, headers and tokens that are no business of billing.
 */
final class FreeSwitchJsonReader implements JsonRowReader {

    private final PhoneNumbers numbers;

    FreeSwitchJsonReader(PhoneNumbers numbers) {
        this.numbers = numbers;
    }

    static boolean recognises(JsonNode record) {
        return record.path("variables").isObject()
                && (record.has("callflow") || record.has("channel_data") || record.has("core-uuid"));
    }

    @Override
    public void read(long line, JsonNode record, RowSink sink) throws RowException {
        sink.parsed(line, call(record));
    }

    private ParsedCall call(JsonNode record) throws RowException {
        JsonNode variables = record.path("variables");
        JsonNode profile = firstProfile(record);
        String uuid = Values.required("uuid", orElse(variable(variables, "uuid"), JsonTree.text(profile, "uuid")));

        Instant start = Values.present("start_epoch", instant(variables, "start"));
        Instant answer = instant(variables, "answer");
        Instant end = Values.present("end_epoch", instant(variables, "end"));
        Duration billed = Values.seconds("billsec", variable(variables, "billsec"));
        boolean answered = answer != null || !billed.isZero();

        boolean switchCalled = isOutboundLeg(record, variables);
        Party caller = numbers.party(caller(switchCalled, variables, profile));
        Party callee =
                numbers.party(orElse(JsonTree.text(profile, "destination_number"), variable(variables, "sip_to_user")));
        return new CallDraft(CdrFormat.FREESWITCH_JSON, uuid, caller, callee)
                .direction(direction(switchCalled, caller, callee))
                .times(start, answer, end)
                .outcome(
                        FreeSwitchOutcome.of(
                                answered,
                                variable(variables, "hangup_cause"),
                                variable(variables, "proto_specific_hangup_cause")),
                        Values.seconds("duration", variable(variables, "duration")),
                        billed)
                .accountCode(variable(variables, "accountcode"))
                .callId(variable(variables, "sip_call_id"))
                .codec(variable(variables, "read_codec"))
                .toCall();
    }

    /** On a leg that the switch itself called out on, caller_id_number holds the called party. */
    private static @Nullable String caller(boolean switchCalled, JsonNode variables, JsonNode profile)
            throws RowException {
        String user = variable(variables, "sip_from_user");
        if (!switchCalled) {
            return orElse(JsonTree.text(profile, "caller_id_number"), user);
        }
        String originated = orElse(variable(variables, "origination_caller_id_number"), JsonTree.text(profile, "ani"));
        return orElse(user, originated);
    }

    /**
     * Tells the call's direction from the leg's. A leg that came into the switch may come from the public network or
     * from a customer's own telephone; the numbers tell which.
     */
    private static Direction direction(boolean switchCalled, Party caller, Party callee) {
        if (switchCalled) {
            return Direction.OUTBOUND;
        }
        Direction byNumbers = Party.direction(caller, callee);
        return byNumbers == Direction.UNKNOWN && caller.e164() != null ? Direction.INBOUND : byNumbers;
    }

    private static boolean isOutboundLeg(JsonNode record, JsonNode variables) throws RowException {
        String direction =
                orElse(JsonTree.text(record.path("channel_data"), "direction"), variable(variables, "direction"));
        return "outbound".equals(direction);
    }

    /**
     * Finds the caller profile that the call began with. A transferred call has several, latest first; the caller
     * dialled, and is billed for, the first.
     */
    private static JsonNode firstProfile(JsonNode record) {
        JsonNode callflow = record.path("callflow");
        if (callflow.isArray() && !callflow.isEmpty()) {
            return callflow.path(callflow.size() - 1).path("caller_profile");
        }
        return callflow.path("caller_profile");
    }

    /** Reads one of the epoch times, by microsecond where there is one; 0 or absent means never. */
    private static @Nullable Instant instant(JsonNode variables, String event) throws RowException {
        String micros = event + "_uepoch";
        Instant exact = Values.epochMicros(micros, variable(variables, micros));
        if (exact != null) {
            return exact;
        }
        String seconds = event + "_epoch";
        return Values.epochSeconds(seconds, variable(variables, seconds));
    }

    private static @Nullable String variable(JsonNode variables, String name) throws RowException {
        String encoded = JsonTree.text(variables, name);
        if (encoded == null) {
            return null;
        }
        try {
            return Texts.blankToNull(PercentText.decode(encoded));
        } catch (RowException e) {
            throw new RowException("variable " + name + " " + e.reason());
        }
    }

    private static @Nullable String orElse(@Nullable String first, @Nullable String second) {
        return first != null ? first : second;
    }
}
