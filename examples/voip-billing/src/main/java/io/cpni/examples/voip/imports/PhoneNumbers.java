package io.cpni.examples.voip.imports;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Brings recorded numbers into E.164 form with libphonenumber; safe for use by several threads. */
final class PhoneNumbers {

    /**
     * What may be a telephone number. libphonenumber itself also reads vanity letters and takes "ext 5" off the end,
     * so that a SIP user name or a header value could become somebody's number.
     */
    private static final Pattern DIALLABLE = Pattern.compile("\\+?[0-9][0-9 ().-]{5,24}");

    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();

    private final String region;

    /** Creates a normaliser that reads numbers without country code as dialled in {@code region}. */
    PhoneNumbers(String region) {
        this.region = region;
    }

    /** Makes a party of a recorded value; blank means there is none. */
    Party party(@Nullable String recorded) {
        return party(recorded, recorded);
    }

    /** Makes a party whose telephone number is given in another place than the recorded value. */
    Party party(@Nullable String recorded, @Nullable String number) {
        String raw = Texts.blankToNull(recorded);
        return raw == null ? Party.none() : new Party(raw, e164(number));
    }

    /** Returns the E.164 form, or null for extensions, feature codes, user names and numbers that cannot exist. */
    @Nullable String e164(@Nullable String number) {
        String candidate = Texts.blankToNull(number);
        if (candidate == null || !DIALLABLE.matcher(candidate).matches()) {
            return null;
        }
        try {
            PhoneNumber parsed = UTIL.parse(candidate, region);
            return UTIL.isValidNumber(parsed) ? UTIL.format(parsed, PhoneNumberFormat.E164) : null;
        } catch (NumberParseException e) {
            // Not a number in this region: the raw text stays, and that is all there is to say.
            return null;
        }
    }
}
