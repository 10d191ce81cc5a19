package io.cpni.examples.voip.calls;

import io.cpni.examples.voip.security.Desk;
import io.cpni.examples.voip.web.PageView;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows calls. Why is for the desk that asks to say: the same page serves billing, support and the customer. */
@RestController
@RequestMapping("/api/accounts/{id}/calls")
class CallController {

    private static final int LARGEST_PAGE = 200;

    private final CallRecordRepository calls;
    private final Desk desk;

    CallController(CallRecordRepository calls, Desk desk) {
        this.calls = calls;
        this.desk = desk;
    }

    @GetMapping
    PageView<CallView> calls(
            @PathVariable long id,
            @RequestParam(defaultValue = "0") @PositiveOrZero @Max(PageView.LAST_PAGE) int page,
            @RequestParam(defaultValue = "20") @Positive @Max(LARGEST_PAGE) int size) {
        PageRequest request =
                PageRequest.of(page, size, Sort.by("startedAt").descending().and(Sort.by("id")));
        return desk.work(() -> PageView.of(calls.findByAccountId(id, request).map(CallController::view)));
    }

    private static CallView view(CallRecord call) {
        return new CallView(
                call.getId(),
                call.getDirection() == null ? null : call.getDirection().name(),
                call.getCaller(),
                call.getCallee(),
                call.getStartedAt(),
                call.getDurationSeconds(),
                call.getBillableSeconds(),
                call.getDisposition() == null ? null : call.getDisposition().name(),
                call.getCost());
    }
}
