package io.cpni.examples.voip.demo;

import java.util.Arrays;
import java.util.List;

/**
 * Is a column of a Cisco CUCM call detail record.
 *
 * @param name the name in the header line
 * @param type the SQL type in the line after it
 */
record CucmColumn(String name, String type) {

    /**
     * Lists the columns of an early release, in Cisco's order; later releases append. {@code name:n} is text of at most
     * n characters, a bare name is a number.
     */
    private static final String LAYOUT = """
        cdrRecordType globalCallID_callManagerId globalCallID_callId origLegCallIdentifier dateTimeOrigination
        origNodeId origSpan origIpAddr callingPartyNumber:50 callingPartyUnicodeLoginUserID:128 origCause_location
        origCause_value origPrecedenceLevel origMediaTransportAddress_IP origMediaTransportAddress_Port
        origMediaCap_payloadCapability origMediaCap_maxFramesPerPacket origMediaCap_g723BitRate origVideoCap_Codec
        origVideoCap_Bandwidth origVideoCap_Resolution origVideoTransportAddress_IP origVideoTransportAddress_Port
        origRSVPAudioStat:64 origRSVPVideoStat:64 destLegIdentifier destNodeId destSpan destIpAddr
        originalCalledPartyNumber:50 finalCalledPartyNumber:50 finalCalledPartyUnicodeLoginUserID:128
        destCause_location destCause_value destPrecedenceLevel destMediaTransportAddress_IP
        destMediaTransportAddress_Port destMediaCap_payloadCapability destMediaCap_maxFramesPerPacket
        destMediaCap_g723BitRate destVideoCap_Codec destVideoCap_Bandwidth destVideoCap_Resolution
        destVideoTransportAddress_IP destVideoTransportAddress_Port destRSVPAudioStat:64 destRSVPVideoStat:64
        dateTimeConnect dateTimeDisconnect lastRedirectDn:50 pkid:0 originalCalledPartyNumberPartition:50
        callingPartyNumberPartition:50 finalCalledPartyNumberPartition:50 lastRedirectDnPartition:50 duration
        origDeviceName:129 destDeviceName:129 origCallTerminationOnBehalfOf destCallTerminationOnBehalfOf
        origCalledPartyRedirectOnBehalfOf lastRedirectRedirectOnBehalfOf origCalledPartyRedirectReason
        lastRedirectRedirectReason destConversationId globalCallId_ClusterID:50 joinOnBehalfOf comment:2048
        authCodeDescription:50 authorizationLevel clientMatterCode:32\
        """;

    static final List<CucmColumn> ALL =
            Arrays.stream(LAYOUT.split("\\s+")).map(CucmColumn::parse).toList();

    /** Tells whether values are quoted. */
    boolean isText() {
        return !type.equals("INTEGER");
    }

    private static CucmColumn parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new CucmColumn(text, "INTEGER");
        }
        String name = text.substring(0, colon);
        String length = text.substring(colon + 1);
        return new CucmColumn(name, length.equals("0") ? "UNIQUEIDENTIFIER" : "VARCHAR(" + length + ")");
    }
}
