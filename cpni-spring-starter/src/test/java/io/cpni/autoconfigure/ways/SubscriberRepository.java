package io.cpni.autoconfigure.ways;

import io.cpni.label.Cpni;
import java.util.List;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;

@Cpni
public interface SubscriberRepository extends JpaRepository<Subscriber, Long> {

    List<SubscriberView> findViewsByOrderById();

    @EntityGraph(attributePaths = "calls")
    List<Subscriber> findWithCallsByOrderById();

    List<Subscriber> findDistinctByCallsCalleeOrderById(String callee);
}
