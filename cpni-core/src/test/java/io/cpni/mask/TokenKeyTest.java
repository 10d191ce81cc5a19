package io.cpni.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Tokens join without showing anything, and the key stays where it is. */
class TokenKeyTest {

    private static final byte[] BYTES = "a key that is long enough to use".getBytes(StandardCharsets.US_ASCII);
    private static final TokenKey KEY = TokenKey.of(BYTES);

    @Test
    void equalValuesHaveEqualTokensAndOthersOthers() {
        assertThat(KEY.token("+12125550100"))
                .isEqualTo(TokenKey.of(BYTES.clone()).token("+12125550100"));
        assertThat(KEY.token("+12125550100")).isNotEqualTo(KEY.token("+12125550101"));
        assertThat(KEY.token("")).isNotEqualTo(KEY.token(" "));
        byte[] other = BYTES.clone();
        other[0]++;
        assertThat(TokenKey.of(other).token("+12125550100")).isNotEqualTo(KEY.token("+12125550100"));
    }

    /** Tokens that were stored elsewhere must go on joining: the expected one was computed with Python's hmac module. */
    @Test
    void aTokenIsTheBeginningOfAnHmac() {
        assertThat(KEY.token("+12125550100")).isEqualTo("tok_4zwqn5m6dg532zqt");
    }

    @Test
    void aTokenIsRecognisableAndOfOneLength() {
        for (String value : new String[] {"", "a", "+12125550100", "x".repeat(100_000), "\uD83D\uDE00"}) {
            assertThat(KEY.token(value)).startsWith(TokenKey.MARK).hasSize(TokenKey.TOKEN_LENGTH);
            assertThat(TokenKey.looksLikeToken(KEY.token(value))).isTrue();
            assertThat(TokenKey.looksLikeToken(value)).isFalse();
        }
    }

    @Test
    void aKeyIsLongEnough() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenKey.of(new byte[TokenKey.SHORTEST - 1]))
                .withMessageContaining("at least 32 bytes, this one has 31");
    }

    @Test
    void aKeyIsNotPrinted() {
        String text = Base64.getEncoder().encodeToString(BYTES);
        assertThat(TokenKey.ofBase64(text + "\n").token("a")).isEqualTo(KEY.token("a"));
        assertThat(KEY).hasToString("TokenKey[…]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenKey.ofBase64(text + "!"))
                .withMessage("a key for tokens is written in Base64")
                .withNoCause();
    }

    @Test
    void aKeyDoesNotChangeWithTheArrayItCameFrom() {
        byte[] bytes = BYTES.clone();
        TokenKey key = TokenKey.of(bytes);
        Arrays.fill(bytes, (byte) 0);
        assertThat(key.token("a")).isEqualTo(KEY.token("a"));
    }
}
