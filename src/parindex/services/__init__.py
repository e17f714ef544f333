"""What the command line and the web both call: the engine's parts joined into whole tasks."""
