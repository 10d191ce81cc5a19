package io.cpni.accessor;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.Regulation;
import io.cpni.accessor.CustomerVerification.Kind;
import io.cpni.accessor.CustomerVerification.Method;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@Regulation({"64.2010(b)", "64.2010(c)", "64.2010(e)"})
class CustomerVerificationTest {

    @Test
    void nothingPresentedIsNothingSound() {
        for (Kind kind : Kind.values()) {
            assertThat(CustomerVerification.none().hasSound(kind)).isFalse();
        }
    }

    @Test
    void aPasswordSetUpByACodeIsSound() {
        assertThat(CustomerVerification.password().hasSound(Kind.PASSWORD)).isTrue();
        assertThat(CustomerVerification.password().hasSound(Kind.PHOTO_ID)).isFalse();
    }

    @Test
    void aPasswordThatDoesNotMatchIsNotSound() {
        assertThat(password(false, Optional.of(Kind.RECORD_CODE), Optional.empty())
                        .hasSound(Kind.PASSWORD))
                .isFalse();
    }

    @Test
    void aPasswordThatRestsAnywhereOnAccountOrBiographicalInformationIsNotSound() {
        for (Kind kind : Kind.values()) {
            assertThat(password(true, Optional.of(kind), Optional.empty()).hasSound(Kind.PASSWORD))
                    .as("established by %s", kind)
                    .isEqualTo(!kind.isWeak());
            assertThat(password(true, Optional.of(Kind.RECORD_CODE), Optional.of(kind))
                            .hasSound(Kind.PASSWORD))
                    .as("prompted by %s", kind)
                    .isEqualTo(!kind.isWeak());
        }
    }

    @Test
    void oneSoundMethodIsEnoughBesideUnsoundOnes() {
        CustomerVerification both = new CustomerVerification(List.of(
                new Method(Kind.PASSWORD, false, Optional.empty(), Optional.empty(), Optional.empty()),
                new Method(Kind.BIO_INFO, true, Optional.empty(), Optional.empty(), Optional.empty()),
                new Method(Kind.PASSWORD, true, Optional.of(Kind.PHOTO_ID), Optional.empty(), Optional.empty())));

        assertThat(both.hasSound(Kind.PASSWORD)).isTrue();
    }

    private static CustomerVerification password(boolean matched, Optional<Kind> by, Optional<Kind> prompted) {
        return new CustomerVerification(List.of(new Method(Kind.PASSWORD, matched, by, prompted, Optional.empty())));
    }
}
