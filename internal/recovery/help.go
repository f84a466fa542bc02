package recovery

const long = `Find at DigitalOcean what a configuration stands for, and write the IDs into it:
VPCs, DOKS clusters, node pools, databases, log sinks and Spaces keys. A hub
that is given what is rendered from it takes all of that over, and makes nothing
again: for a hub that was lost, or a creation that was interrupted.

This is the only command that uses the network. It reads DigitalOcean's API, and
writes the configuration file. The token needs these scopes and no others:
vpc:read, kubernetes:read, database:read, spaces_key:read. It is taken from
DIGITALOCEAN_TOKEN, or from a file; for environments with spec.environments[].token
a file for each name. DIGITALOCEAN_API_URL is another address of the API.

Lines are only added: comments and layout stay, and running it again changes
nothing. Of two that could be meant it takes none, and writes nothing at all.

Exit codes:
  0  everything was found, and is in the configuration
  1  something is missing, ambiguous or different, or --dry-run found something
     to write
  2  usage, configuration or internal error, or no answer; nothing was written`

const example = `  # what would be written, as a diff
  recover --config platform.yaml --token-file token --dry-run

  # write it; environments of the group live have a token of their own
  recover --config platform.yaml --token-file token --token-file live=token-live`
