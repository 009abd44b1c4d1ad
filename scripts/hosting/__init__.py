"""What a host needs: the configuration of nginx, and an nginx of one's own to try it on."""
