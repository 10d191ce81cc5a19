package io.cpni.examples.voip.approval;

import static io.cpni.label.DataCategory.IDENTITY;

import io.cpni.access.AccessDecisions;
import io.cpni.accessor.Assignment;
import io.cpni.accessor.AssignmentStore;
import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.Operation;
import io.cpni.approval.ApprovalStore;
import io.cpni.approval.Notice;
import io.cpni.approval.NoticeId;
import io.cpni.approval.OptIn;
import io.cpni.approval.OptOut;
import io.cpni.customer.CustomerId;
import io.cpni.examples.voip.carrier.CustomerRepository;
import io.cpni.examples.voip.security.Desk;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Takes what customers say about the use of their data, and assigns staff to customers who need help. */
@RestController
@RequestMapping("/api/customers/{id}")
class ChoiceController {

    private static final int LONGEST_ASSIGNMENT_HOURS = 72;

    private final CustomerRepository customers;
    private final ApprovalStore approvals;
    private final AssignmentStore assignments;
    private final AccessDecisions decisions;
    private final UserDetailsService logins;
    private final Desk desk;
    private final Clock clock;

    ChoiceController(
            CustomerRepository customers,
            ApprovalStore approvals,
            AssignmentStore assignments,
            AccessDecisions decisions,
            UserDetailsService logins,
            Desk desk,
            Clock clock) {
        this.customers = customers;
        this.approvals = approvals;
        this.assignments = assignments;
        this.decisions = decisions;
        this.logins = logins;
        this.desk = desk;
        this.clock = clock;
    }

    /** What was recorded, and from when it holds. */
    record Choice(String customer, String choice, Instant at) {}

    /** Who is to help the customer, on which ticket and for how many hours. */
    record AssignmentRequest(
            @NotBlank @Size(max = 200) String accessor,
            @NotBlank @Size(max = 500) String ticket,
            @Min(1) @Max(LONGEST_ASSIGNMENT_HOURS) int hours) {}

    /** Who helps the customer now, and until when. */
    record Assigned(String accessor, String customer, String ticket, Instant from, Instant until) {}

    /** Records a refusal of every use that needs approval; it holds at once (47 CFR 64.2007(a)(2)). */
    @PostMapping("/opt-out")
    Choice optOut(@PathVariable long id) {
        CustomerId customer = CustomerId.of(id);
        Instant now = clock.instant();
        return desk.work(() -> change(customer, "customer-choice", () -> {
            approvals.append(customer, OptOut.ofEverything(now, ContactChannel.ONLINE));
            return new Choice(customer.value(), "OPTED_OUT", now);
        }));
    }

    /**
     * Records a click that agrees to the use, on the page that shows the notice. Only the customer can click there. The
     * notice goes on record with it, since without one the answer would count for nothing (47 CFR 64.2008).
     */
    @PostMapping("/opt-in")
    Choice optIn(@PathVariable long id) {
        CustomerId customer = CustomerId.of(id);
        Instant now = clock.instant();
        return desk.asCustomer(() -> change(customer, "customer-choice", () -> {
            NoticeId notice = new NoticeId("web-" + UUID.randomUUID());
            approvals.appendAll(
                    customer,
                    List.of(
                            Notice.askingToOptIn(notice, now, ContactChannel.ONLINE, ZoneOffset.UTC)
                                    .build(),
                            OptIn.inWriting(now, ContactChannel.ONLINE, notice)));
            return new Choice(customer.value(), "OPT_IN", now);
        }));
    }

    /** Assigns a member of staff to a customer for some hours. */
    @PostMapping("/assignments")
    @ResponseStatus(HttpStatus.CREATED)
    Assigned assign(@PathVariable long id, @Valid @RequestBody AssignmentRequest request) {
        CustomerId customer = CustomerId.of(id);
        Instant now = clock.instant();
        Assignment assignment = new Assignment(
                request.accessor(), customer, request.ticket(), now, now.plus(Duration.ofHours(request.hours())));
        return desk.supervise(() -> change(customer, "assignment", () -> {
            checkSignsIn(request.accessor());
            assignments.assign(assignment);
            return new Assigned(
                    assignment.accessor(),
                    customer.value(),
                    assignment.ticket(),
                    assignment.from(),
                    assignment.until());
        }));
    }

    /** A slip in the name would leave the customer without help, and the officer none the wiser. */
    private void checkSignsIn(String accessor) {
        try {
            logins.loadUserByUsername(accessor);
        } catch (UsernameNotFoundException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "accessor is nobody who signs in here", e);
        }
    }

    private <T> T change(CustomerId customer, String what, Supplier<T> work) {
        return decisions.access(Operation.UPDATE, what, Set.of(IDENTITY), customer, () -> {
            // A slip in the number must not lose somebody's opt-out.
            if (!desk.lookUp(() -> customers.existsById(Long.valueOf(customer.value())))) {
                throw new ResponseStatusException(HttpStatus.NOT_FOUND, "no such customer");
            }
            return work.get();
        });
    }
}
