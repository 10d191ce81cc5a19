package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.AccessScope;
import io.cpni.autoconfigure.foreign.Computed.FormulaCall;
import io.cpni.autoconfigure.foreign.ForeignModel;
import io.cpni.autoconfigure.foreign.LombokCall;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Foreign models on H2, and what becomes of their records as JSON. */
class H2ForeignModelsTest extends ForeignModelsContract {

    @Override
    String url() {
        return CarrierContext.freshDatabase() + ";USER=sa;PASSWORD=";
    }

    @Override
    boolean isNamed(String table) {
        return true;
    }

    @Test
    void lomboksGettersAreGuardedByTheLabelsOfTheirFields() {
        LombokCall call = new LombokCall(1, ANN, "+12125550100");
        call.setRemark("new");
        JsonMapper mapper = context().getBean(JsonMapper.class);

        assertThat(AccessScope.within(SUPPORT, () -> mapper.writeValueAsString(call)))
                .contains("\"callee\":\"+1212xxxxxxx\"", "\"isInbound\":true", "\"remark\":\"new\"");
        assertThat(AccessScope.within(TRAINEE, () -> mapper.writeValueAsString(call)))
                .contains("\"callee\":\"+1212xxxxxxx\"", "\"isInbound\":null", "\"remark\":\"***\"");
        call.setCustomer(BOB);
        assertThat(AccessScope.within(SUPPORT, () -> mapper.writeValueAsString(call)))
                .isEqualTo("{}");
    }

    /** What was calculated from a number that its reader saw is masked for whoever does not, by the label of the formula. */
    @Test
    void aFormulaIsWrittenByItsOwnLabel() {
        stored(ForeignModel.FORMULA, ANN);
        FormulaCall full = (FormulaCall) list(BILLING, ForeignModel.FORMULA).get(0);
        JsonMapper mapper = context().getBean(JsonMapper.class);

        assertThat(AccessScope.within(BILLING, () -> mapper.writeValueAsString(full)))
                .contains("\"shouted\":\"+12125550100!\"");
        assertThat(AccessScope.within(TRAINEE, () -> mapper.writeValueAsString(full)))
                .contains("\"shouted\":null")
                .doesNotContain("5550100");
    }
}
