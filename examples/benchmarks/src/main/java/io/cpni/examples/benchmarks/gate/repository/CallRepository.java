package io.cpni.examples.benchmarks.gate.repository;

import io.cpni.label.Cpni;
import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** Reads calls, with nothing in it of who may see them. */
@Cpni
public interface CallRepository extends JpaRepository<Call, Long> {

    /** Returns the newest hundred calls of an account. */
    List<Call> findTop100ByAccountIdOrderByStartedAtDescIdDesc(long account);

    /** Returns all calls of some accounts. */
    List<Call> findByAccountIdIn(Collection<Long> accounts);
}
