package io.cpni.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.Regulation;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TelecomFormatTest {

    @ParameterizedTest(name = "{0} {1}: {2}, {3}, {4}")
    @CsvSource({
        // R-TAX-1, 2 and 3: parties, times, disposition, codec, own number
        "ASTERISK, src, CDI, ACCOUNT_INFO, TELEPHONE_NUMBER",
        "ASTERISK, dst, CDI, ACCOUNT_INFO, TELEPHONE_NUMBER",
        "ASTERISK, clid, CDI, ACCOUNT_INFO, TEXT",
        "ASTERISK, accountcode, CDI, ACCOUNT_INFO, TEXT",
        "ASTERISK, peeraccount, CDI, ACCOUNT_INFO, TEXT",
        "ASTERISK, start, CDI, NONE, BY_TYPE",
        "ASTERISK, answer, CDI, NONE, BY_TYPE",
        "ASTERISK, end, CDI, NONE, BY_TYPE",
        "ASTERISK, duration, CDI, NONE, BY_TYPE",
        "ASTERISK, billsec, CDI, NONE, BY_TYPE",
        "ASTERISK, disposition, CDI, NONE, BY_TYPE",
        "ASTERISK, amaflags, CDI, NONE, BY_TYPE",
        "ASTERISK, uniqueid, CDI, NONE, BY_TYPE",
        "ASTERISK, linkedid, CDI, NONE, BY_TYPE",
        "ASTERISK, sequence, CDI, NONE, BY_TYPE",
        "ASTERISK, userfield, CDI, NONE, TEXT",
        "ASTERISK, lastapp, CDI, NONE, TEXT",
        // R-TAX-6: devices, routing
        "ASTERISK, dcontext, CDI NET, NONE, TEXT",
        "ASTERISK, channel, CDI NET, NONE, TEXT",
        "ASTERISK, dstchannel, CDI NET, NONE, TEXT",
        "ASTERISK, lastdata, CDI NET, NONE, TEXT",
        "FREESWITCH, caller_id_number, CDI, ACCOUNT_INFO, TELEPHONE_NUMBER",
        "FREESWITCH, destination_number, CDI, ACCOUNT_INFO, TELEPHONE_NUMBER",
        "FREESWITCH, read_codec, CDI, NONE, BY_TYPE",
        "FREESWITCH, write_codec, CDI, NONE, BY_TYPE",
        "FREESWITCH, hangup_cause, CDI, NONE, BY_TYPE",
        "FREESWITCH, sip_call_id, CDI NET, NONE, TEXT",
        "FREESWITCH, sip_network_ip, CDI NET, NONE, TEXT",
        "FREESWITCH, network_addr, CDI NET, NONE, TEXT",
        "FREESWITCH, sip_user_agent, CDI NET, NONE, TEXT",
        "FREESWITCH, sip_gateway_name, CDI NET, NONE, TEXT",
        "FREESWITCH, channel_name, CDI NET, ACCOUNT_INFO, TEXT",
        "FREESWITCH, switch_r_sdp, CDI NET, NONE, TEXT",
        "FREESWITCH, sip_P-Access-Network-Info, CDI LOC NET, NONE, TEXT",
        "FREESWITCH, nibble_total_billed, CDI BIL, NONE, BY_TYPE",
        "CISCO_CUCM, callingPartyNumber, CDI, ACCOUNT_INFO, TELEPHONE_NUMBER",
        "CISCO_CUCM, finalCalledPartyNumber, CDI, ACCOUNT_INFO, TELEPHONE_NUMBER",
        "CISCO_CUCM, finalCalledPartyPattern, CDI NET, ACCOUNT_INFO, TELEPHONE_NUMBER",
        "CISCO_CUCM, callingPartyUnicodeLoginUserID, CDI, NONE, TEXT",
        "CISCO_CUCM, origDeviceName, CDI NET, NONE, TEXT",
        "CISCO_CUCM, origIpv4v6Addr, CDI NET, NONE, TEXT",
        "CISCO_CUCM, origMediaCap_payloadCapability, CDI, NONE, BY_TYPE",
        "CISCO_CUCM, IncomingProtocolCallRef, CDI NET, NONE, TEXT",
        "CISCO_CUCM, dateTimeConnect, CDI, NONE, BY_TYPE",
        "CISCO_CUCM, callingPartyNumberPartition, CDI NET, NONE, TEXT",
        // Where a call was cleared, not where anybody is
        "CISCO_CUCM, origCause_location, CDI, NONE, BY_TYPE",
        "RINGCENTRAL, from.phoneNumber, CDI, ACCOUNT_INFO, TELEPHONE_NUMBER",
        "RINGCENTRAL, to.extensionNumber, CDI, ACCOUNT_INFO, TELEPHONE_NUMBER",
        "RINGCENTRAL, from.name, CDI, NONE, TEXT",
        "RINGCENTRAL, from.location, CDI LOC, NONE, TEXT",
        "RINGCENTRAL, billing.costIncluded, CDI BIL, NONE, BY_TYPE",
        "RINGCENTRAL, billing.costPurchased, CDI BIL, NONE, BY_TYPE",
        "RINGCENTRAL, result, CDI, NONE, BY_TYPE",
        "RINGCENTRAL, extension.id, CDI, ACCOUNT_INFO, BY_TYPE"
    })
    @Regulation({"64.2003(d)", "R-TAX-1", "R-TAX-2", "R-TAX-3", "R-TAX-6"})
    void aNamedFieldHasExactlyTheCategoriesOfTheRules(
            TelecomFormat format, String name, String codes, AuthFactor authFactor, MaskStyle mask) {
        TelecomField field = format.field(name);

        assertThat(field.name()).isEqualTo(name);
        assertThat(field.categories()).isEqualTo(categories(codes));
        assertThat(field.authFactor()).isEqualTo(authFactor);
        assertThat(field.mask()).isEqualTo(mask);
        assertThat(field.known()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(TelecomFormat.class)
    @Regulation("R-TAX-7")
    void anUnknownFieldIsCallDetail(TelecomFormat format) {
        for (String name : new String[] {"no_such_field", "", " ", ".", "a.b.c", "x[0].y", "[", "sip_h_X-Anything"}) {
            TelecomField field = format.field(name);

            assertThat(field.categories()).as(name).containsExactly(DataCategory.CALL_DETAIL);
            assertThat(field.name()).isEqualTo(name);
            assertThat(field.known()).isFalse();
            assertThat(field.rules()).containsExactly("R-TAX-7");
        }
    }

    @ParameterizedTest
    @EnumSource(TelecomFormat.class)
    @Regulation("R-TAX-3")
    void everyFieldOfACallRecordIsCallDetailAndNamesItsRules(TelecomFormat format) {
        assertThat(format.fields()).isNotEmpty().allSatisfy(field -> {
            assertThat(field.categories()).contains(DataCategory.CALL_DETAIL);
            assertThat(field.known()).isTrue();
            assertThat(field.rules()).isNotEmpty().allMatch(rule -> rule.matches("R-TAX-[1-7]"));
            assertThat(format.field(field.name())).isEqualTo(field);
        });
    }

    @ParameterizedTest
    @EnumSource(TelecomFormat.class)
    void everyTelephoneNumberMayBeTheAccountsOwnAndProvesNothing(TelecomFormat format) {
        assertThat(format.fields())
                .filteredOn(field -> field.mask() == MaskStyle.TELEPHONE_NUMBER)
                .isNotEmpty()
                .allMatch(field -> field.authFactor() == AuthFactor.ACCOUNT_INFO);
    }

    @ParameterizedTest
    @EnumSource(TelecomFormat.class)
    void everyFormatKnowsWhenACallBegan(TelecomFormat format) {
        assertThat(format.fields()).anyMatch(field -> field.role() == ColumnRole.OCCURRED_AT);
    }

    @Test
    void namesCompareWithoutRegardToCase() {
        assertThat(TelecomFormat.CISCO_CUCM.field("CALLINGPARTYNUMBER").mask()).isEqualTo(MaskStyle.TELEPHONE_NUMBER);
        assertThat(TelecomFormat.RINGCENTRAL.field("LOCATION").categories()).contains(DataCategory.LOCATION);
    }

    @Test
    void aPathIsFoundUnderItsLongestListedEnding() {
        assertThat(TelecomFormat.RINGCENTRAL
                        .field("records[0].legs[12].from.phoneNumber")
                        .mask())
                .isEqualTo(MaskStyle.TELEPHONE_NUMBER);
        assertThat(TelecomFormat.RINGCENTRAL.field("records.extension.id").authFactor())
                .isEqualTo(AuthFactor.ACCOUNT_INFO);
        assertThat(TelecomFormat.RINGCENTRAL.field("records.id").authFactor()).isEqualTo(AuthFactor.NONE);
        assertThat(TelecomFormat.FREESWITCH
                        .field("callflow[].caller_profile.network_addr")
                        .categories())
                .isEqualTo(categories("CDI NET"));
    }

    @Test
    void aFieldOfACallRecordCannotBeLessThanCallDetail() {
        assertThatThrownBy(() -> new TelecomField(
                        "dst",
                        Set.of(DataCategory.IDENTITY),
                        AuthFactor.NONE,
                        MaskStyle.TEXT,
                        ColumnRole.NONE,
                        Set.of(),
                        true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dst");
    }

    private static Set<DataCategory> categories(String codes) {
        return Arrays.stream(codes.split(" ")).map(DataCategory::ofCode).collect(Collectors.toSet());
    }
}
