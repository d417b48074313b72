package dev.curfew.weave;

import net.bytebuddy.jar.asm.MethodVisitor;

/** Writes the call with which a woven method begins; it leaves the token on the stack. */
interface TokenSource {
  void writeTo(MethodVisitor mv);
}
