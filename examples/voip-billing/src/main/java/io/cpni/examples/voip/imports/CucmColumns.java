package io.cpni.examples.voip.imports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the columns of a CUCM row by name. */
final class CucmColumns {

    /**
     * The order in which Cisco documents the first columns, the same from release 5 on; later releases add columns at
     * the end. It stands in for the header of files whose header was cut off.
     */
    private static final List<String> DOCUMENTED_ORDER = List.of(
            "cdrRecordType",
            "globalCallID_callManagerId",
            "globalCallID_callId",
            "origLegCallIdentifier",
            "dateTimeOrigination",
            "origNodeId",
            "origSpan",
            "origIpAddr",
            "callingPartyNumber",
            "callingPartyUnicodeLoginUserID",
            "origCause_location",
            "origCause_value",
            "origPrecedenceLevel",
            "origMediaTransportAddress_IP",
            "origMediaTransportAddress_Port",
            "origMediaCap_payloadCapability",
            "origMediaCap_maxFramesPerPacket",
            "origMediaCap_g723BitRate",
            "origVideoCap_Codec",
            "origVideoCap_Bandwidth",
            "origVideoCap_Resolution",
            "origVideoTransportAddress_IP",
            "origVideoTransportAddress_Port",
            "origRSVPAudioStat",
            "origRSVPVideoStat",
            "destLegIdentifier",
            "destNodeId",
            "destSpan",
            "destIpAddr",
            "originalCalledPartyNumber",
            "finalCalledPartyNumber",
            "finalCalledPartyUnicodeLoginUserID",
            "destCause_location",
            "destCause_value",
            "destPrecedenceLevel",
            "destMediaTransportAddress_IP",
            "destMediaTransportAddress_Port",
            "destMediaCap_payloadCapability",
            "destMediaCap_maxFramesPerPacket",
            "destMediaCap_g723BitRate",
            "destVideoCap_Codec",
            "destVideoCap_Bandwidth",
            "destVideoCap_Resolution",
            "destVideoTransportAddress_IP",
            "destVideoTransportAddress_Port",
            "destRSVPAudioStat",
            "destRSVPVideoStat",
            "dateTimeConnect",
            "dateTimeDisconnect",
            "lastRedirectDn",
            "pkid",
            "originalCalledPartyNumberPartition",
            "callingPartyNumberPartition",
            "finalCalledPartyNumberPartition",
            "lastRedirectDnPartition",
            "duration",
            "origDeviceName",
            "destDeviceName",
            "origCallTerminationOnBehalfOf",
            "destCallTerminationOnBehalfOf",
            "origCalledPartyRedirectOnBehalfOf",
            "lastRedirectRedirectOnBehalfOf",
            "origCalledPartyRedirectReason",
            "lastRedirectRedirectReason",
            "destConversationId",
            "globalCallId_ClusterID",
            "joinOnBehalfOf",
            "comment",
            "authCodeDescription",
            "authorizationLevel",
            "clientMatterCode");

    private final Map<String, Integer> positions = new HashMap<>();
    private final int width;

    private CucmColumns(List<String> names, int width) {
        for (int i = 0; i < names.size(); i++) {
            positions.putIfAbsent(names.get(i), i);
        }
        this.width = width;
    }

    static CucmColumns ofHeader(List<String> header) {
        return new CucmColumns(header, header.size());
    }

    /** Takes the documented order for a file without header whose rows have {@code width} columns. */
    static CucmColumns ofDocumentedOrder(int width) throws RowException {
        if (width < DOCUMENTED_ORDER.size()) {
            throw new RowException(
                    "without a header, expected " + DOCUMENTED_ORDER.size() + " columns or more, found " + width);
        }
        return new CucmColumns(DOCUMENTED_ORDER, width);
    }

    static boolean isWideEnough(List<String> fields) {
        return fields.size() >= DOCUMENTED_ORDER.size();
    }

    void checkWidth(List<String> fields) throws RowException {
        if (fields.size() != width) {
            throw new RowException("expected " + width + " columns, found " + fields.size());
        }
    }

    /** Returns the value of a column without which there is no call. */
    String required(List<String> fields, String name) throws RowException {
        return Values.required(name, optional(fields, name));
    }

    /** Returns the value of a column, or null if it is empty or the release does not have it. */
    @Nullable String optional(List<String> fields, String name) {
        Integer position = positions.get(name);
        return position == null ? null : Texts.blankToNull(fields.get(position));
    }
}
