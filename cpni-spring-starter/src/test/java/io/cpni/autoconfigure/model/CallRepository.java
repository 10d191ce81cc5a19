package io.cpni.autoconfigure.model;

import io.cpni.accessor.CpniAccess;
import io.cpni.label.Cpni;
import io.cpni.purpose.Purpose;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

@Cpni
public interface CallRepository extends JpaRepository<Call, Long> {

    @CpniAccess(purpose = Purpose.BILL_COLLECT)
    List<Call> findByPersonId(long person);

    List<Call> findByCallee(String callee);
}
