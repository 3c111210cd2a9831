//! The SSH agent: it holds keys, and signs with them without handing them out.

use std::time::Duration;

use russh::client::Handle;
use russh::keys::agent::AgentIdentity;
use russh::keys::agent::client::{AgentClient, AgentStream};
use tokio::time::timeout;

use super::connection::Watcher;

/// An agent, however it is reached.
pub(super) type Agent = AgentClient<Box<dyn AgentStream + Send + Unpin>>;

/// Servers let one try about six times. More of its keys than this, and the right one would come too late anyway.
const MOST: usize = 5;

/// An agent on this computer answers at once, unless it hangs.
const PATIENCE: Duration = Duration::from_secs(5);

/// Reaches the agent; none when there is none.
pub(super) async fn connect(ssh: &Handle<Watcher>) -> Option<Agent> {
    let mut agent = timeout(PATIENCE, reach()).await.ok().flatten()?;
    if let Some(binding) = ssh.agent_session_binding() {
        // So that keys may be used that are meant for this server only. Agents that do not know of it refuse.
        let _ = timeout(PATIENCE, agent.bind_session(binding, false)).await;
    }
    Some(agent)
}

/// The keys that it holds.
pub(super) async fn identities(agent: &mut Agent) -> Vec<AgentIdentity> {
    let mut held = timeout(PATIENCE, agent.request_identities()).await.ok().and_then(Result::ok).unwrap_or_default();
    held.truncate(MOST);
    held
}

/// By the socket that `SSH_AUTH_SOCK` names.
#[cfg(unix)]
async fn reach() -> Option<Agent> {
    let socket = std::env::var_os("SSH_AUTH_SOCK").filter(|socket| !socket.is_empty())?;
    AgentClient::connect_uds(socket).await.ok().map(AgentClient::dynamic)
}

/// The agent of Windows, else Pageant.
#[cfg(windows)]
async fn reach() -> Option<Agent> {
    let named = std::env::var_os("SSH_AUTH_SOCK").filter(|pipe| !pipe.is_empty());
    let pipe = named.unwrap_or_else(|| r"\\.\pipe\openssh-ssh-agent".into());
    match AgentClient::connect_named_pipe(pipe).await {
        Ok(agent) => Some(agent.dynamic()),
        Err(_) => AgentClient::connect_pageant().await.ok().map(AgentClient::dynamic),
    }
}
