"""The network's side of conversations: how updates come in, each once, and how what is said goes out."""
