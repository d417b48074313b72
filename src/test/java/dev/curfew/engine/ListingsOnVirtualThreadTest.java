package dev.curfew.engine;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;

@EnabledForJreRange(min = JRE.JAVA_21)
@ExtendWith(OnVirtualThread.class)
@DisplayName("The same on virtual threads: ListingsTest")
class ListingsOnVirtualThreadTest extends ListingsTest {}
