// Compiled once, so that the headers that every test reads are read once.
int main() {}
