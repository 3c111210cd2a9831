"""The servers that the publish targets are tried on, each in a folder of its own and on a free port of this machine.

A server is a context: inside, it answers, and it has

    settings    the lines of its `[publish.NAME]` in guide.toml
    secrets     the environment variables that hold the login
"""
