package io.cpni.autoconfigure.reserved;

import io.cpni.label.Cpni;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

@Cpni
public interface DiversionRepository extends JpaRepository<Diversion, Long> {

    List<Diversion> findByActiveTrueOrderByRank();
}
