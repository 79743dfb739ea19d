// Nothing of its own: it is compiled for the precompiled headers that all test programs share.
