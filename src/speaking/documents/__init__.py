"""The JSON documents that the API, the export and the command line share."""
